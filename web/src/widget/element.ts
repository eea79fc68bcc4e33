type Child = Node | string | undefined | false

/** Makes an element with attributes (`true` is an empty one, `false` and `undefined` are left out) and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | number | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) setAttribute(made, key, value)
  made.append(...present(children))
  return made
}

export function setAttribute(target: Element, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined || value === false) target.removeAttribute(name)
  else target.setAttribute(name, value === true ? '' : String(value))
}

/** A button that does something; its text, or its icon with a label. */
export function button(
  look: string,
  content: string | { icon: IconName; label: string; text?: string },
  onClick: () => void,
): HTMLButtonElement {
  const made = element('button', { type: 'button', class: look })
  if (typeof content === 'string') made.append(content)
  else showIcon(made, content)
  made.addEventListener('click', onClick)
  return made
}

export function showIcon(target: HTMLElement, { icon, label, text }: { icon: IconName; label: string; text?: string }) {
  target.replaceChildren(...present([drawing(icon), text !== undefined && element('span', {}, text)]))
  setAttribute(target, 'aria-label', text === undefined ? label : undefined)
  setAttribute(target, 'title', text === undefined ? label : undefined)
}

const paths = {
  chat: 'M4 4.5h12v8.5h-6.5L6 16v-3H4z',
  close: 'M5 5l10 10M15 5L5 15',
  send: 'M10 16V4.5M5 9.5l5-5 5 5',
  stop: 'M5.5 5.5h9v9h-9z',
  out: 'M8 5H5v10h10v-3M11 4.5h4.5V9M15.5 4.5L9 11',
} as const
export type IconName = keyof typeof paths

const svg = 'http://www.w3.org/2000/svg'

/** Says nothing to a screen reader: it stands beside a text or in a labelled button. */
function drawing(name: IconName): SVGSVGElement {
  const made = document.createElementNS(svg, 'svg')
  made.setAttribute('viewBox', '0 0 20 20')
  made.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', paths[name])
  made.append(path)
  return made
}

function present(children: readonly Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child !== undefined && child !== false)
}
