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
  return `${intro.join('\n\n')}\n\n${sorted.map((rule) => ruleMarkdown(rule, 2)).join('\n')}\n${NOT_FOUND}`;
}

/** Compared with what the real editor did with 300 predictions: what it alters, hides or breaks on, and no rule says. */
const NOT_FOUND = `## What no rule finds

Some of what Label Studio's editor does with predictions cannot be told from a file, or is no fault of it:

- **Tags of another edition.** The editor of Label Studio Community does not have \`VideoVector\`, \`VideoVectorLabels\`, \`OcrLabels\`, \`Chat\`, \`ReactCode\` and tags of one's own: it shows an error, or nothing at all, instead of every task. What is wrong there is the labeling config, whatever the predictions are; the same predictions are right for Label Studio Enterprise.
- **Vectors on an image of another size.** The editor places the vertices of a vector by \`original_width\` and \`original_height\`, and moves them when the image turns out to have another size. The real size is in no file.
- **Settings of the project.** Predictions are shown only while the project shows predictions, and only those of the model version that it has chosen. "Upload Predictions" says so after an upload, and "Show Model Versions" changes it.
- **HTML spans that are written in another way.** A span of \`HyperText\` whose XPath leads nowhere, or to an element and not to its text, is shown where it was meant as long as \`globalOffsets\` or the offsets are right. It is saved with the XPath that the editor would have written.
- **Empty answers.** \`[]\` as choices or texts is shown as no answer, which is what it says.
`;
