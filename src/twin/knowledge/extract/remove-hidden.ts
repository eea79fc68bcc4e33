import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { styleRules, type Declarations, type Styled } from './style-rules.ts'

const relevant = new Set(
  'display visibility content-visibility opacity font font-size color position left top right bottom margin-left margin-top text-indent clip clip-path transform width height max-width max-height overflow'.split(
    ' ',
  ),
)

/**
 * Takes out of the tree what a person who looks at the page does not see: hidden by an attribute, or by a style of its
 * own or of the page's style sheets (not displayed, transparent, of no size, clipped, or far outside the screen). Text
 * for machines only is how orders to a program are smuggled in. `html` and `body` stay, because pages that fade in hide
 * those at first.
 */
export function removeHidden(root: Tree.ParentNode): void {
  const stylesOf = styleRules(sheetsOf(root), relevant)
  // Elements inside each other deeper than this are rare, and rules that look further up rarer.
  const maxAncestors = 50

  function visit(parent: Tree.ParentNode, ancestors: readonly Styled[]): void {
    parent.childNodes = parent.childNodes.filter((node) => {
      if (!isElement(node)) return true
      if (node.tagName === 'html' || node.tagName === 'body') {
        visit(node, [styled(node, ancestors), ...ancestors])
        return true
      }
      const element = styled(node, ancestors)
      if (hiddenByAttribute(node)) return false
      const styles = stylesOf(element)
      if (isGone(styles)) return false
      const inside = [element, ...ancestors].slice(0, maxAncestors)
      visit(node, inside)
      // These are inherited, so a child may bring its text back (the old trick against white space between boxes).
      if (isInvisible(styles) || hasNoSize(styles))
        node.childNodes = node.childNodes.filter((child) => isElement(child) && bringsBack(child, inside))
      return true
    })
  }

  function bringsBack(element: Tree.Element, ancestors: readonly Styled[]): boolean {
    const own = styled(element, ancestors)
    const styles = stylesOf(own)
    if (styles.has('visibility') || styles.has('font-size') || styles.has('font'))
      return !isInvisible(styles) && !hasNoSize(styles)
    element.childNodes = element.childNodes.filter(
      (child) => isElement(child) && bringsBack(child, [own, ...ancestors]),
    )
    return element.childNodes.length > 0
  }

  visit(root, [])
}

function hiddenByAttribute(element: Tree.Element): boolean {
  return attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true'
}

function isGone(styles: Declarations): boolean {
  const value = (name: string) => styles.get(name) ?? ''
  const nothing = (name: string) => /^[01](?:\.0+)?(?:px)?$/.test(value(name))
  return (
    value('display') === 'none' ||
    value('content-visibility') === 'hidden' ||
    (styles.has('opacity') && Number.parseFloat(value('opacity')) < 0.02) ||
    /^transparent$|^rgba?\(.*[,/]\s*0(?:\.0+)?%?\s*\)$|^#(?:...0|......00)$/.test(value('color')) ||
    (/^(?:absolute|fixed|relative)$/.test(value('position')) &&
      ['left', 'top', 'right', 'bottom'].some((side) => isFarOff(value(side)))) ||
    ['text-indent', 'margin-left', 'margin-top'].some((name) => isFarOff(value(name))) ||
    /^rect\((?:[01](?:px)?[\s,]*){4}\)$/.test(value('clip')) ||
    /^inset\((?:50|100)%|^circle\(0|^polygon\(0(?:px)? 0(?:px)?, 0(?:px)? 0/.test(value('clip-path')) ||
    /\bscale[xy]?\(0(?:\.0+)?[,)]/.test(value('transform')) ||
    /\btranslate(?:x|y|3d)?\((?:[^)]*,)?\s*-(?:\d{4,}px|[1-9]\d{2,}v[wh])/.test(value('transform')) ||
    (/^(?:hidden|clip)/.test(value('overflow')) &&
      ['width', 'height', 'max-width', 'max-height'].some((name) => nothing(name)))
  )
}

/** A thousand pixels to the left or above, or as far in other units. */
function isFarOff(length: string): boolean {
  const [, amount, unit] = /^-(\d+(?:\.\d+)?)([a-z%]*)$/.exec(length) ?? []
  if (amount === undefined) return false
  return Number(amount) >= (unit === 'px' || unit === 'pt' ? 999 : unit === 'em' || unit === 'rem' ? 60 : 100)
}

function isInvisible(styles: Declarations): boolean {
  return /^(?:hidden|collapse)$/.test(styles.get('visibility') ?? '')
}

function hasNoSize(styles: Declarations): boolean {
  const size = styles.get('font-size') ?? ''
  return (
    /^(?:0(?:\.\d+)?|\.\d+)(?:px|pt)$|^0(?:\.0+)?(?:[a-z]+|%)?$|^1px$/.test(size) ||
    /(?:^|\s)0(?:px)?(?:\/\S+)?\s+\S/.test(styles.get('font') ?? '')
  )
}

function styled(element: Tree.Element, ancestors: readonly Styled[]): Styled {
  return {
    tag: element.tagName,
    id: attribute(element, 'id'),
    classes: new Set(attribute(element, 'class')?.split(/\s+/).filter(Boolean)),
    inline: attribute(element, 'style'),
    ancestors,
  }
}

function sheetsOf(root: Tree.ParentNode): string[] {
  return root.childNodes.flatMap((node) => {
    if (!isElement(node)) return []
    if (node.tagName !== 'style') return sheetsOf(node)
    if (/\bprint\b/i.test(attribute(node, 'media') ?? '')) return []
    return [node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')]
  })
}

function isElement(node: Tree.Node): node is Tree.Element {
  return 'tagName' in node
}

function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}
