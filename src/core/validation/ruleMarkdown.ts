import type { Rule, RuleExample } from './rule';

/** The documentation of one rule as Markdown, with its fixtures as examples. */
export function ruleMarkdown(rule: Rule, level = 1): string {
  const heading = '#'.repeat(level);
  const parts = [`${heading} ${rule.code}`, `**${rule.title}.**`, rule.explanation, `**What to do:** ${rule.cure}`];
  if (rule.failing.length > 0) parts.push('Reported:', ...rule.failing.map(exampleBlock));
  if (rule.passing.length > 0) parts.push('Fine:', ...rule.passing.map(exampleBlock));
  return `${parts.join('\n\n')}\n`;
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
    sorted.map(({ code, title }) => `- [${code}](#${code}): ${title}`).join('\n'),
  ];
  return `${intro.join('\n\n')}\n\n${sorted.map((rule) => ruleMarkdown(rule, 2)).join('\n')}`;
}
