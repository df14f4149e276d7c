/** What to do about a server, said to somebody at a terminal: the texts of the core speak of VS Code's commands. */
const HERE: readonly (readonly [RegExp, string])[] = [
  [/Pick a project again with "Label Studio: Connect to Server"\./, 'Look at the number behind --project.'],
  [/Run "Label Studio: Connect to Server"\./, 'Set LABEL_STUDIO_API_KEY to one.'],
  [/Connect again;/, 'Set LABEL_STUDIO_API_KEY to a new one;'],
  [/\bconnect again(?: with it| with a token of that server)?/, 'set LABEL_STUDIO_API_KEY to it'],
  [/Set up the proxy in VS Code \(setting "http\.proxy"\), or ask/, 'Ask'],
];

export const inTerminal = (text: string): string => HERE.reduce((said, [from, to]) => said.replace(from, to), text);
