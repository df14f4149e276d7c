import type { ConfigFaultPage } from './faultPages';

/** Longer examples say no more. */
const LONGEST_EXAMPLE = 600;

/** The documentation of one problem of labeling configs as Markdown, with its examples. */
export function configFaultMarkdown(page: ConfigFaultPage, level = 1): string {
  const { code, title, explanation, cure, failing, passing } = page;
  const parts = [`${'#'.repeat(level)} ${code}`, `**${title}.**`, explanation, `**What to do:** ${cure}`];
  const blocks = (configs: readonly string[]): string[] =>
    configs.filter(({ length }) => length < LONGEST_EXAMPLE).map((config) => `\`\`\`xml\n${config}\n\`\`\``);
  const [wrong, fine] = [blocks(failing), blocks(passing)];
  if (wrong.length > 0) parts.push('Reported:', ...wrong);
  if (wrong.length > 0 && fine.length > 0) parts.push('Fine:', ...fine);
  return `${parts.join('\n\n')}\n`;
}

/** All of them, as the last part of `docs/rules.md`. */
export function configFaultsPage(pages: readonly ConfigFaultPage[]): string {
  const sorted = [...pages].sort((a, b) => a.code.localeCompare(b.code, 'en'));
  const intro = [
    '# Problems of labeling configs',
    'These are found in the XML of a labeling config, in VS Code and by `label-studio-predictions check`. An *error* is what Label Studio refuses to save, or what its editor breaks on; a *warning* is a tag without the effect that it was written for.',
    sorted.map(({ code, title }) => `- [${code}](#${code}): ${title}`).join('\n'),
  ];
  return `${intro.join('\n\n')}\n\n${sorted.map((page) => configFaultMarkdown(page, 2)).join('\n')}`;
}
