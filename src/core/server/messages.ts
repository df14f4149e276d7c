/**
 * What people read when a server does not do what was asked: what is wrong and where, and what to do. `host` is the
 * server's address as people know it. No text here ever has a token in it.
 */

/** Why a request to a server came to nothing. */
export type ServerErrorKind =
  | 'cancelled'
  // it never left
  | 'not-noted'
  // no answer
  | 'refused'
  | 'host-not-found'
  | 'timeout'
  | 'reset'
  | 'certificate'
  | 'network'
  // an answer of somebody else, or at another place
  | 'redirect'
  | 'not-label-studio'
  | 'wrong-path'
  | 'html-answer'
  | 'unexpected-answer'
  | 'proxy-auth'
  // the token
  | 'token-missing'
  | 'token-malformed'
  | 'token-foreign'
  | 'token-invalid'
  | 'token-not-accepted'
  | 'legacy-disabled'
  | 'pat-invalid'
  | 'pat-revoked'
  | 'pat-expired'
  | 'pat-disabled'
  | 'access-token-pasted'
  | 'forbidden'
  // the request
  | 'project-gone'
  | 'not-found'
  | 'validation'
  | 'too-large'
  // the server's state
  | 'import-unfinished'
  | 'too-many-requests'
  | 'gateway'
  | 'server-error';

/** What a text may speak of. */
export interface MessageFacts {
  /** `https://host/label-studio`. */
  host: string;
  status?: number | undefined;
  /** Where a redirect points. */
  location?: string | undefined;
  /** What was asked for, in words: "project 3". */
  subject?: string | undefined;
  /** What was sent, in words, where that is not what was asked for: "the tasks". */
  sending?: string | undefined;
  /** The server's own words, without markup and without tokens. */
  detail?: string | undefined;
  /** Seconds that the server asked to wait. */
  wait?: number | undefined;
  /** Where the server would answer, when the path was wrong. */
  hint?: string | undefined;
}

export interface MessageText {
  /** What is wrong, and where. */
  message: string;
  /** What to do. */
  cure: string;
}

const ACCOUNT = 'Account & Settings';
const CONNECT = 'connect again';
const said = ({ detail }: MessageFacts): string =>
  detail ? ` It said: ${/[.!?…]$/.test(detail) ? detail : `${detail}.`}` : '';
const subject = (facts: MessageFacts): string => facts.subject ?? 'what was asked for';

function redirectCure({ host, location }: MessageFacts): string {
  if (!location) {
    return `Open ${host} in a browser, look where it takes you, and enter that address (often https:// instead of http://).`;
  }
  if (/\/(user\/)?(login|signin|sign-in|sso|saml|oauth)/i.test(location)) {
    return 'Something in front of the server asks for a login of its own. Ask whoever runs it for an address that takes an API token.';
  }
  return `If ${location} is your server, enter that address instead. The token was not sent there.`;
}

/** The texts, one for each kind. */
export const MESSAGES: Readonly<Record<ServerErrorKind, (facts: MessageFacts) => MessageText>> = {
  cancelled: () => ({ message: 'Cancelled.', cure: 'Start again when you are ready.' }),
  'not-noted': ({ detail }) => ({
    message: `Nothing more was sent: what is on its way could not be noted on this machine first${detail ? ` (${detail})` : ''}.`,
    cure: 'Without such a note a crash could store predictions twice. Make room on the disk, or see that the folder can be written to.',
  }),
  refused: ({ host }) => ({
    message: `Nothing answers at ${host}: the connection was refused.`,
    cure: 'Check that Label Studio is running and that the port is right.',
  }),
  'host-not-found': ({ host }) => ({
    message: `The host name in ${host} is not known.`,
    cure: 'Check its spelling, and that you are on the network (or VPN) that knows it.',
  }),
  timeout: ({ host }) => ({
    message: `${host} did not answer in time.`,
    cure: 'The server may be busy or out of reach. Look at it in a browser, then try again.',
  }),
  reset: ({ host }) => ({
    message: `The connection to ${host} broke before the whole answer was there.`,
    cure: 'Check that Label Studio (and any proxy in front of it) is still running, then try again.',
  }),
  certificate: (facts) => ({
    message: `No safe connection to ${facts.host} was possible.${said(facts)}`,
    cure: 'If the server speaks plain http, enter its address with http://. If its certificate is your own, let your system trust it.',
  }),
  network: (facts) => ({
    message: `${facts.host} could not be reached.${said(facts)}`,
    cure: 'Check the address, your network and proxy. From a browser also: an https page reaches only https servers, and the server must send CORS headers.',
  }),
  redirect: (facts) => ({
    message: facts.location
      ? `${facts.host} sends requests on to ${facts.location}.`
      : `${facts.host} sends requests on to another address.`,
    cure: redirectCure(facts),
  }),
  'not-label-studio': ({ host }) => ({
    message: `What answers at ${host} is not Label Studio.`,
    cure: 'Check host and port, and the path if Label Studio is served under one. The address is the one you open in the browser, up to /projects.',
  }),
  'wrong-path': ({ host, hint }) => ({
    message: `Label Studio's API is not at ${host}.`,
    cure: hint
      ? `Enter ${hint}, without the path behind it.`
      : 'Enter the address that you open in the browser, up to and without /projects.',
  }),
  'html-answer': (facts) => ({
    message: `${facts.host} answered with a web page instead of data${facts.status ? ` (status ${facts.status})` : ''}.${said(facts)}`,
    cure: 'It comes from a proxy or a login page in front of Label Studio, or from an error in the server: look at its log.',
  }),
  'unexpected-answer': (facts) => ({
    message: `${facts.host} answered something that Label Studio does not answer for ${subject(facts)}${facts.status ? ` (status ${facts.status})` : ''}.${said(facts)}`,
    cure: 'Check that the address is that of a Label Studio server, and its version.',
  }),
  'proxy-auth': ({ host }) => ({
    message: `A proxy between here and ${host} asks for a user name and password.`,
    cure: 'Set up the proxy in VS Code (setting "http.proxy"), or ask whoever runs it to let API requests pass.',
  }),
  'token-missing': ({ host }) => ({
    message: `There is no access token for ${host}.`,
    cure: 'Run "Label Studio: Connect to Server".',
  }),
  'token-malformed': () => ({
    message: 'This is not a Label Studio token: tokens have no blanks and only plain characters.',
    cure: `Copy the whole token from ${ACCOUNT} > Personal Access Token (or Legacy Token), without the word before it.`,
  }),
  'token-foreign': ({ host }) => ({
    message: `The token belongs to another server than ${host}, so it was not sent.`,
    cure: `To use ${host}, ${CONNECT} with a token of that server.`,
  }),
  'token-invalid': ({ host }) => ({
    message: `${host} does not know this token.`,
    cure: `Copy it again from ${ACCOUNT} on that server (Personal Access Token or Legacy Token), and ${CONNECT}.`,
  }),
  'token-not-accepted': ({ host }) => ({
    message: `${host} acted as if no token had been sent.`,
    cure: 'The token may have expired, or a proxy in front of the server removes the Authorization header. Connect again; if that does not help, ask whoever runs the server.',
  }),
  'legacy-disabled': ({ host }) => ({
    message: `Legacy tokens are switched off on ${host}.`,
    cure: `Create a Personal Access Token under ${ACCOUNT} and ${CONNECT} with it, or let an owner switch legacy tokens on under Organization > API Tokens Settings.`,
  }),
  'pat-invalid': ({ host }) => ({
    message: `${host} did not issue this Personal Access Token, or it was not copied whole.`,
    cure: `Create one under ${ACCOUNT} > Personal Access Token on that server; it is shown in full only once. Then ${CONNECT}.`,
  }),
  'pat-revoked': ({ host }) => ({
    message: `This Personal Access Token was revoked on ${host}.`,
    cure: `Create a new one under ${ACCOUNT} > Personal Access Token and ${CONNECT}.`,
  }),
  'pat-expired': () => ({
    message: 'This Personal Access Token has expired.',
    cure: `Create a new one under ${ACCOUNT} > Personal Access Token and ${CONNECT}.`,
  }),
  'pat-disabled': ({ host }) => ({
    message: `${host} took the Personal Access Token but does not let it in: Personal Access Tokens are switched off there.`,
    cure: 'Use a Legacy Token, or let an owner switch them on under Organization > API Tokens Settings.',
  }),
  'access-token-pasted': () => ({
    message: 'This is an access token, which lives for minutes, not a Personal Access Token.',
    cure: `Copy the Personal Access Token from ${ACCOUNT} and ${CONNECT}.`,
  }),
  forbidden: (facts) => ({
    message: `Your user may not do this on ${facts.host} (${subject(facts)}).${said(facts)}`,
    cure: 'Ask an owner or manager of the project for the right, or use the token of a user who has it.',
  }),
  'project-gone': ({ host, subject: project }) => ({
    message: `${host} has no ${project ?? 'such project'}, or your user may not see it.`,
    cure: 'It may have been deleted. Pick a project again with "Label Studio: Connect to Server".',
  }),
  'not-found': (facts) => ({
    message: `${facts.host} has no ${subject(facts)}.${said(facts)}`,
    cure: 'It may have been deleted meanwhile. Check its number.',
  }),
  validation: (facts) => ({
    message: `${facts.host} refused ${facts.sending ?? subject(facts)}.${said(facts)}`,
    cure: 'Correct what it names and upload again.',
  }),
  'too-large': ({ host, subject: what, sending }) => ({
    message: `${host} does not take a request as large as ${sending ?? what ?? 'this one'}.`,
    cure: 'Raise the limit there (DATA_UPLOAD_MAX_MEMORY_SIZE in Label Studio, client_max_body_size in nginx), or make the file smaller.',
  }),
  'import-unfinished': (facts) => ({
    message: `${facts.host} has taken what was sent and has not stored all of it yet (${subject(facts)}).`,
    cure: 'It may still do so: wait until it is done, then upload the file again. What is there by then is not sent twice.',
  }),
  'too-many-requests': ({ host, wait }) => ({
    message: `${host} asks for fewer requests at a time.`,
    cure:
      wait && wait > 60
        ? `It asks to be left alone for ${Math.ceil(wait / 60)} minutes. Try again then.`
        : 'Wait a minute and try again.',
  }),
  gateway: ({ host, status }) => ({
    message: `The proxy in front of ${host} got no answer from Label Studio${status ? ` (status ${status})` : ''}.`,
    cure: 'Label Studio may be restarting or busy. Look at it in a browser, then try again.',
  }),
  'server-error': (facts) => ({
    message: `${facts.host} failed with an error of its own${facts.status ? ` (status ${facts.status})` : ''}.${said(facts)}`,
    cure: "The reason is in the server's log. Try again; if it stays, show the log to whoever runs the server.",
  }),
};

/** Detail of the 500 that Label Studio gives when an import stored the tasks and then failed on their predictions. */
export const TASKS_WITHOUT_PREDICTIONS = /no attribute 'db_predictions'/;
