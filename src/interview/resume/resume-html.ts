import type { TailoredResume } from '../job-match/job-schemas.ts'
import { bracketed, layOut, type LayoutEntry, type LayoutSection, type Piece } from './resume-layout.ts'

const style = `
body{font:15px/1.45 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:46rem;margin:2rem auto;padding:0 1.25rem}
h1{font-size:1.9rem;margin:0}h1+p{margin:.1rem 0 .6rem;font-size:1.1rem}
h2{font-size:1.05rem;margin:1.4rem 0 .5rem;border-bottom:1px solid #bbb;padding-bottom:.15rem}
h3{font-size:1rem;margin:0}.contact,.aside{color:#555}.contact{display:flex;flex-wrap:wrap;gap:.1rem 1rem;padding:0;margin:0 0 1rem;list-style:none}
article{margin:0 0 .8rem;break-inside:avoid}article p{margin:.2rem 0}article ul{margin:.2rem 0;padding-left:1.2rem}
.line{margin:.15rem 0}.sources{font-size:.8rem;color:#444;break-before:page}@media print{body{margin:0;max-width:none;font-size:10.5pt}}
`

/**
 * A résumé as one HTML file that needs nothing from anywhere. Each text carries `data-path`, its JSON pointer into the résumé; with
 * `sources`, a last section says where each value stands in the profile.
 */
export function resumeHtml(
  tailored: TailoredResume,
  { sources = false }: { sources?: boolean | undefined } = {},
): string {
  const { language, name, label, contact, summary, sections } = layOut(tailored)
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(name?.text ?? 'Résumé')}</title>
<style>${style}</style>
</head>
<body>
${name ? `<h1 ${at(name)}>${escaped(name.text)}</h1>` : ''}
${label ? `<p ${at(label)}>${escaped(label.text)}</p>` : ''}
${contact.length > 0 ? `<ul class="contact">${contact.map((piece) => `<li ${at(piece)}>${linked(piece)}</li>`).join('')}</ul>` : ''}
${summary ? `<p ${at(summary)}>${escaped(summary.text)}</p>` : ''}
${sections.map(sectionHtml).join('\n')}
${sources ? sourcesHtml(tailored) : ''}
</body>
</html>
`
}

function sectionHtml({ title, entries, set }: LayoutSection): string {
  const content =
    set === 'blocks'
      ? entries.map(entryHtml).join('\n')
      : set === 'row'
        ? `<p class="line">${entries.map(lineHtml).join(' · ')}</p>`
        : entries.map((entry) => `<p class="line">${lineHtml(entry)}</p>`).join('\n')
  return `<section><h2>${escaped(title)}</h2>\n${content}\n</section>`
}

const span = (piece: Piece): string => `<span ${at(piece)}>${escaped(piece.text)}</span>`

function lineHtml({ title, aside, paragraphs }: LayoutEntry): string {
  const { open, close } = bracketed(aside)
  return [
    title.length > 0 ? `<strong>${title.map(span).join(', ')}</strong>` : '',
    aside.length > 0 ? `<span class="aside">${open}${aside.map(span).join(', ')}${close}</span>` : '',
    paragraphs.length > 0 ? `: ${paragraphs.map(span).join(' ')}` : '',
  ].join('')
}

function entryHtml({ title, aside, paragraphs, items }: LayoutEntry): string {
  return [
    '<article>',
    title.length > 0 ? `<h3>${title.map(span).join(', ')}</h3>` : '',
    aside.length > 0 ? `<p class="aside">${aside.map(span).join(' · ')}</p>` : '',
    ...paragraphs.map((piece) => `<p ${at(piece)}>${escaped(piece.text)}</p>`),
    items.length > 0 ? `<ul>${items.map((piece) => `<li ${at(piece)}>${escaped(piece.text)}</li>`).join('')}</ul>` : '',
    '</article>',
  ].join('')
}

function sourcesHtml({ lines }: TailoredResume): string {
  const rows = lines.map(
    ({ path, citation }) =>
      `<li id="source${escaped(path.replaceAll('/', '-'))}"><code>${escaped(path)}</code>: ${escaped(citation.title)}, ${citation.start}–${citation.end}: “${escaped(citation.quote)}”</li>`,
  )
  return `<section class="sources"><h2>Sources</h2><ol>${rows.join('\n')}</ol></section>`
}

const at = ({ path }: Piece): string => `data-path="${escaped(path)}"`

/** Addresses of the web and of mail are links; anything else (`javascript:`) is text. */
function linked({ text, path }: Piece): string {
  if (path === '/basics/email' && /^[^\s@]+@[^\s@]+$/.test(text))
    return `<a href="mailto:${escaped(text)}">${escaped(text)}</a>`
  if (/^https?:\/\/\S+$/i.test(text))
    return `<a href="${escaped(text)}" rel="noopener">${escaped(text.replace(/^https?:\/\//i, ''))}</a>`
  return escaped(text)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}
