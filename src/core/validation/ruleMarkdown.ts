import type { Rule } from './rule';

/** The documentation of one rule as Markdown, with its fixtures as examples. */
export function ruleMarkdown(rule: Rule, level = 1): string {
  const heading = '#'.repeat(level);
  const parts = [`${heading} ${rule.code}`, `**${rule.title}.**`, rule.explanation, `**What to do:** ${rule.cure}`];
  if (rule.failing.length > 0) parts.push('Reported:', ...rule.failing.map(({ text }) => codeBlock(text)));
  if (rule.passing.length > 0) parts.push('Fine:', ...rule.passing.map(({ text }) => codeBlock(text)));
  return `${parts.join('\n\n')}\n`;
}

function codeBlock(text: string): string {
  return `\`\`\`json\n${text}\n\`\`\``;
}
