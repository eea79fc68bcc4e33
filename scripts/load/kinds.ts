/** One thing that callers ask for again and again. */
export interface Kind {
  readonly what: string
  readonly requests: readonly LoadRequest[]
}

export interface LoadRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const questions = [
  'What does she work with?',
  'Where does she work today?',
  'Which languages does she speak?',
  'Which certificates do you hold?',
]
const texts = ['The new printer is wonderful, thank you!', 'The VPN is down again, third time this week.']

/** The mix, of which each kind gets the same share. What wants a token is left out where there is none. */
export function kindsOf(page: string, token: string | undefined): Kind[] {
  const asset = /src="(\/assets\/index-[^"]+\.js)"/.exec(page)?.[1]
  if (asset === undefined) throw new Error('The page at / names no script below /assets/: is this Pollux?')
  const get = (path: string, accept: string): LoadRequest => ({
    method: 'GET',
    path,
    headers: { accept, 'accept-encoding': 'br, gzip' },
  })
  const post = (path: string, body: object, bearer?: string): LoadRequest => ({
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  })
  const answers = '/api/v1/twin/answers'
  const tool = '/v1/mcp/tools/analyze_sentiment'
  const completions = '/v1/chat/completions'
  return [
    { what: 'GET /', requests: [get('/', 'text/html')] },
    { what: 'GET /assets/index-….js', requests: [get(asset, '*/*')] },
    { what: `POST ${answers}`, requests: questions.map((question) => post(answers, { question })) },
    ...(token === undefined
      ? []
      : [
          { what: `POST ${tool}`, requests: texts.map((text) => post(tool, { text }, token)) },
          {
            what: `POST ${completions}`,
            requests: questions.map((content) =>
              post(completions, { model: 'pollux', messages: [{ role: 'user', content }] }, token),
            ),
          },
        ]),
  ]
}
