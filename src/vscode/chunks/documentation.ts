/** The texts of our read-only file system: the schema for VS Code's JSON service, and the pages of the rules. */

import { deriveIntellisenseSchema } from '../../core/schema/derive';
import { catalogue } from '../../core/tags/catalogue';
import { ruleMarkdown } from '../../core/validation/ruleMarkdown';
import { rules } from '../../core/validation/rules';
import { bundledSchema } from '../../generated/schema';

/**
 * The content of one of our files.
 *
 * @param path authority and path without a leading slash: `schemas/document.json`, `rules/missing-key.md`
 * @returns undefined when there is no such file
 */
export function documentationFile(path: string): string | undefined {
  if (path === 'schemas/document.json')
    return JSON.stringify(deriveIntellisenseSchema(bundledSchema, catalogue, 'any'));
  const code = /^rules\/([a-z-]+)\.md$/.exec(path)?.[1];
  const rule = rules.find((candidate) => candidate.code === code);
  return rule && ruleMarkdown(rule);
}
