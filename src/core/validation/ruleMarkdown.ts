import type { Rule, RuleExample, RuleFix } from './rule';

/** The documentation of one rule as Markdown, with its fixtures as examples. */
export function ruleMarkdown(rule: Rule, level = 1): string {
  const heading = '#'.repeat(level);
  const parts = [`${heading} ${rule.code}`, `**${rule.title}.**`, rule.explanation, `**What to do:** ${rule.cure}`];
  const { fixes = [] } = rule;
  if (fixes.length > 0) parts.push('Quick fixes:', fixes.map(fixLine).join('\n'));
  if (rule.failing.length > 0) parts.push('Reported:', ...rule.failing.map(exampleBlock));
  if (rule.passing.length > 0) parts.push('Fine:', ...rule.passing.map(exampleBlock));
  return `${parts.join('\n\n')}\n`;
}

function fixLine({ title, safety, everywhere }: RuleFix): string {
  return `- ${title}${everywhere ? ', in the whole file' : ''} (${safety === 'safe' ? 'safe' : 'a guess'})`;
}

function exampleBlock({ text, config }: RuleExample): string {
  const json = codeBlock('json', text);
  return config === undefined ? json : `${json}\n\nwith the labeling config\n\n${codeBlock('xml', config)}`;
}

function codeBlock(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** All rules on one page: `docs/rules.md`. */
export function rulesPage(rules: readonly Rule[]): string {
  const sorted = [...rules].sort((a, b) => a.code.localeCompare(b.code, 'en'));
  const intro = [
    '# Rules',
    'Every problem that the extension reports has one of these codes. Click the code of a problem in VS Code to open its section offline. The examples are run by the tests.',
    'Severity is the consequence: an *error* is rejected by the validator of Label Studio, or lost, altered or fatal in its editor, or poison for a server; a *warning* loads, but is very likely not what was meant; *information* is fine today and fragile tomorrow.',
    'What can be mended by itself is offered as a quick fix. A *safe* one has one possible meaning and loses nothing: the safe ones of a whole file are made together, in VS Code ("Fix All", also on save) and by `label-studio-predictions fix`. A *guess* is made only when it is picked.',
    sorted.map(({ code, title }) => `- [${code}](#${code}): ${title}`).join('\n'),
  ];
  return `${intro.join('\n\n')}\n\n${sorted.map((rule) => ruleMarkdown(rule, 2)).join('\n')}`;
}
