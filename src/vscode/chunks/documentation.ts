/** What is made of the schemas: those for VS Code's JSON service and its library, and the schema of a project. */
import type { LabelingConfig } from '../../core/labelingConfig/model';
import { deriveIntellisenseSchema, deriveUnitSchema } from '../../core/schema/derive';
import { modelOutputSchema } from '../../core/schema/project/modelOutput';
import { projectSchema } from '../../core/schema/project/projectSchema';
import { catalogue } from '../../core/tags/catalogue';
import { bundledSchema } from '../../generated/schema';

/** The schema that VS Code's JSON service takes for files of ours, as text. */
export function documentSchemaText(): string {
  return JSON.stringify(deriveIntellisenseSchema(bundledSchema, catalogue, 'any'));
}

/** What the library of the JSON service takes for one unit. */
export function unitSchema(): object {
  return deriveUnitSchema(bundledSchema, catalogue, 'unit');
}

/** The JSON Schema of the predictions of a project, as text; undefined when nothing could be predicted there. */
export function projectSchemaText(config: LabelingConfig, audience: 'validators' | 'models'): string | undefined {
  const relations = audience === 'validators' || config.relationLabels !== undefined;
  const whole = projectSchema(bundledSchema, config, { root: 'prediction', lax: false, relations });
  const schema = audience === 'models' ? whole && modelOutputSchema(whole) : whole;
  return schema && `${JSON.stringify(schema, undefined, 2)}\n`;
}
