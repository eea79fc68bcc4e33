import { AppError } from '../../errors.ts'

/** NIST SP 800-63B, 3.1.1: length and what everybody tries first decide; which kinds of letters it has does not. */
const shortest = 12
const longest = 128

/** Of lists of leaked passwords, the commonest that are long enough to be asked about at all. */
const common = new Set(
  `0123456789ab 111222333444 112233445566 1234567890-= 1234567890ab 1234567890qw 123456789012 12345678901 1234567891011
  1234qwerasdf 123qweasdzxc 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv 987654321098 abcdefghijkl abcdefghijklm
  abcd12345678 administrator adminadmin12 changeme1234 changemenow1 correcthorsebatterystaple
  football1234 iloveyou1234 iloveyou12345 iloveyouforever internet1234 letmein12345 letmeinplease michelle1234 monkey123456
  motdepasse123 mypassword12 mypassword123 p@ssw0rd1234 passw0rd1234 password1234 password12345 password123456 password1234!
  passwort1234 princess1234 qazwsxedcrfv qazwsxedc123 qwer1234qwer qwertyqwerty qwerty123456 qwerty1234567 qwertyuiop12
  qwertyuiop123 qwertyuiop[] qwertzuiop12 rootrootroot secret123456 sunshine1234 superman1234 thisismypassword trustno1trustno1
  welcome12345 welcome123456 whateverwhatever willkommen123 zaq12wsxcde3 zxcvbnm12345 zxcvbnmasdfg zxcvbnm,./12`.split(
    /\s+/,
  ),
)

/** Throws `invalid_input` for a new password that is too short, too long, or among the first that anybody tries. */
export function requireGoodPassword(password: string, email: string): void {
  const objection = objectionTo(password.normalize('NFKC'), email)
  if (objection)
    throw new AppError('invalid_input', `This password ${objection}.`, {
      details: [{ path: 'password', message: objection }],
    })
}

function objectionTo(password: string, email: string): string | undefined {
  const length = [...password].length
  if (length < shortest) return `has ${length} characters; at least ${shortest} are needed`
  if (length > longest) return `has ${length} characters; at most ${longest} can be kept`
  const folded = password.toLowerCase()
  if (folded === email.toLowerCase() || folded === email.toLowerCase().split('@')[0])
    return 'is your email address; choose something that nobody knows'
  // A few characters over and over.
  if (common.has(folded) || /^(.{1,4}?)\1+.{0,3}$/u.test(folded))
    return 'is one of the first that anybody tries; choose another, such as four words that do not belong together'
  return undefined
}
