import conversationCss from './conversation.css?inline'
import { button, element } from './element.ts'
import { createPanel } from './panel.ts'
import { createServer } from './server.ts'
import { readSettings } from './settings.ts'
import widgetCss from './widget.css?inline'
import { wordsOf } from './words.ts'

const tag = 'pollux-widget'
const warn = (message: string) => console.warn(`Pollux widget: ${message}`)

/** Puts the button on the page, once the twin has said who it is: a button that leads nowhere is worse than none. */
async function start({ src, dataset }: HTMLScriptElement): Promise<void> {
  const preferred = [document.documentElement.lang, ...navigator.languages]
  const { server, language, position, theme, title: given } = readSettings({ src, dataset }, preferred, warn)
  const api = createServer(server)
  const words = wordsOf[language]
  const { name } = await api.about()
  const title = given ?? words.ask(name)

  const host = document.createElement(tag)
  // Open, because closing it would keep out nobody (the page runs first), and would keep the site's own accessibility checks out.
  const shadow = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(widgetCss + conversationCss)
  shadow.adoptedStyleSheets = [sheet]
  for (const kind of ['keydown', 'keyup', 'keypress'])
    // What is typed here is no shortcut of the page, which cannot see that it is a text field that has the focus.
    shadow.addEventListener(kind, (event) => event.stopPropagation())

  const closed = () => {
    opener.hidden = false
    opener.focus({ preventScroll: true })
  }
  const panel = createPanel({ words, language, title, name, server, api, closed })
  const opener = button('opener', { icon: 'chat', label: title, text: title }, () => {
    opener.hidden = true
    panel.open()
  })
  opener.setAttribute('aria-haspopup', 'dialog')
  const landmark = element('section', { lang: language, 'aria-label': title }, opener, panel.root)
  landmark.dataset['position'] = position
  landmark.dataset['theme'] = theme
  shadow.append(landmark)
  await pageIsThere()
  // Beside the body, which a page may replace, transform or clip.
  document.documentElement.append(host)
}

async function pageIsThere(): Promise<void> {
  if (document.readyState !== 'loading') return
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }))
}

const script = document.currentScript
/** Two scripts on a page know each other by it; it can collide with nothing of the page. */
const started = Symbol.for('pollux-widget')
if (!(script instanceof HTMLScriptElement) || !script.src)
  warn('load it by <script src="https://your-pollux/widget.js" async></script>, neither as a module nor from a bundle')
else if (started in document) warn('it is on this page already')
else {
  Object.defineProperty(document, started, { value: true })
  start(script).catch((error: unknown) =>
    warn(
      `no twin answers at ${new URL('.', script.src).href} (${String(error)}). Does WIDGET_ORIGINS there name ${location.origin}, and does the connect-src of this page name it?`,
    ),
  )
}
