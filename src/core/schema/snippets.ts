/** The snippets of the schema for editors: regions, predictions and tasks. */
import { type ControlTag, type SnippetValue, tagByType } from '../tags/catalogue';
import type { DefaultSnippet } from './types';

/** The one result type that is not a region. */
export const relationType = 'relation';

/** One snippet for each control tag, in the catalogue's order, and one for a relation. */
export function regionSnippets(catalogue: readonly ControlTag[]): DefaultSnippet[] {
  return catalogue.map((tag) => ({
    label: tag.type === relationType ? 'Relation between two regions' : `${tag.tag} region`,
    markdownDescription: tag.summary,
    body: tag.skeleton,
  }));
}

/**
 * A whole prediction with one rectangle to begin with.
 * @param flat with the id of its task, as a prediction outside of a task needs it
 */
export function predictionSnippet(catalogue: readonly ControlTag[], flat = false): DefaultSnippet {
  return {
    label: 'Prediction',
    markdownDescription: flat
      ? "What a model says about a task that is on the server already: the task's id, regions and a score."
      : 'What a model says about this task: its version, a score and regions.',
    body: predictionBody(catalogue, flat),
  };
}

/** A whole task with one prediction. */
export function taskSnippet(catalogue: readonly ControlTag[]): DefaultSnippet {
  return {
    label: 'Task with a prediction',
    markdownDescription: 'Data to label, and a prediction for it.',
    body: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
      data: { '${33:image}': '${34:https://example.com/image.jpg}' },
      predictions: [predictionBody(catalogue, false)],
    },
  };
}

function predictionBody(catalogue: readonly ControlTag[], flat: boolean): { [key: string]: SnippetValue } {
  const first = tagByType('rectanglelabels') ?? catalogue[0];
  return {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
    ...(flat ? { task: '^${30:1}' } : {}),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
    model_version: '${31:v1}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
    score: '^${32:0.9}',
    result: first === undefined ? [] : [first.skeleton],
  };
}
