/**
 * What is made of the schemas: the texts of our read-only file system (the schema for VS Code's JSON service, the pages of
 * the rules), and the schema of a project.
 */

import { configFaultMarkdown } from '../../core/configLanguage/faultMarkdown';
import { configFaultPages } from '../../core/configLanguage/faultPages';
import type { LabelingConfig } from '../../core/labelingConfig/model';
import { deriveIntellisenseSchema } from '../../core/schema/derive';
import { modelOutputSchema } from '../../core/schema/project/modelOutput';
import { projectSchema } from '../../core/schema/project/projectSchema';
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
  if (rule) return ruleMarkdown(rule);
  const page = configFaultPages.find((candidate) => candidate.code === code);
  return page && configFaultMarkdown(page);
}

/** The JSON Schema of the predictions of a project, as text; undefined when nothing could be predicted there. */
export function projectSchemaText(config: LabelingConfig, audience: 'validators' | 'models'): string | undefined {
  const relations = audience === 'validators' || config.relationLabels !== undefined;
  const whole = projectSchema(bundledSchema, config, { root: 'prediction', lax: false, relations });
  const schema = audience === 'models' ? whole && modelOutputSchema(whole) : whole;
  return schema && `${JSON.stringify(schema, undefined, 2)}\n`;
}
