/** Values that no argument may have, by what is wrong with them. One a word; those with spaces are apart. */
const words = (text: string): string[] => text.trim().split(/\s+/)

/** Shell texts that would run the program `alarm`, or make a file in the folder `canary`. */
export function shellTexts(alarm: string, canary: string): string[] {
  const joined = [';', '|', '||', '&', '&&', '\n', '\r\n', ' ; '].map((sign) => `192.0.2.1${sign}${alarm}`)
  const parts = [`$(${alarm})`, `\`${alarm}\``, `\${IFS}${alarm}`, `<(${alarm})`, `>${canary}/x`, `>>${canary}/x`]
  const quotes = [`'; ${alarm}; '`, `"; ${alarm}; "`, `'$(${alarm})'`, `\\';${alarm}`, `{${alarm},}`, 'a b', "'", '"']
  return [...joined, ...parts, ...quotes, ...words('~ * ? [a] !! # %0a; a\\ $PATH $0 ^ ( ) <')]
}

export const valueTexts: Readonly<Record<string, readonly string[]>> = {
  unicode: [
    ...words(
      '１９２.0.2.1 exam\uff50le.com exаmple.com 192。0。2。1 \uff1b\uff4c\uff53 \ufe63c \u2010c \u2212c ﬁ ① \u0130 ٤ ४',
    ),
    ...words(
      'x\u200b192.0.2.1 192.0.2.1\u200d \u202e1.2.0.291 \u2066a\u2069 a\u00ad e\u0301 \u{e0061}a a\ud800 \udc00a',
    ),
    '\ufeffa',
    'a\u2028b',
    'a\u2029b',
    'a\u00a0b',
    '\u3000a',
  ],
  control: Array.from({ length: 160 }, (_, code) => code)
    .filter((code) => code < 32 || code > 126)
    .map((code) => `a${String.fromCharCode(code)}b`),
  option: words(
    '- -- --- -x -c10 -cn -C --c --kin=tcp --help --version -oProxyCommand=id -F/etc/passwd -o -f -b -batch -D/tmp/x -K -I -w -s --file=/etc/shadow --kind -c -n4 /all /?',
  ),
  address: [
    ...words('2130706433 0x7f000001 0177.0.0.1 127.1 1.2.3.4.5 256.1.1.1 fe80::1%eth0 ::1%$(id) [::1] a/24 1.2.3.4/33'),
    ...words('http://a.example user@a.example a.example:22 a..b -a a- . .. @a a,b a=b a%41 a%00b %2e%2e %3B%20id'),
    ...words('a%0d%0aSet-Cookie:x file:///etc/passwd'),
    'a\r\nX-Header: y',
    `${'a'.repeat(64)}.com`,
  ],
  environment: words('LD_PRELOAD=/tmp/x.so PATH=/tmp BASH_ENV=/tmp/x IFS=x NODE_OPTIONS=--require=/tmp/x'),
  long: ['x'.repeat(256), 'é'.repeat(128), 'x'.repeat(100_000), '-'.repeat(300), `a${'.a'.repeat(127)}`],
}

export const integerTexts = ['', ...words('0 11 -1 1e1 0x4 1.5 +4 04 4; 9999999999999999999999 NaN Infinity 1_0 --4')]

export const commandTexts = [
  ...words('PING Ping /bin/ping ./ping ../ping ping.exe sh bash /bin/sh cmd powershell sudo ping;id ping,ls'),
  ...words('__proto__ constructor toString hasOwnProperty valueOf'),
  '',
  'ping ',
  ' ping',
  'ping\0',
  'env -i',
  'ping\n',
  'hostname --help',
]

/** What to write after the folder whose files may be shown. */
export const pathTexts = [
  ...words('../secret link links/secret dangling loop missing .. ../root-beside/secret ./../secret %2e%2e/secret'),
  ...words('link/ ..\\secret link%00 ....//secret ../../etc/passwd ~ $HOME * li?k -n'),
  'file\0',
  'file\n',
  'file ',
]
