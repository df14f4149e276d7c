/** Recorded cases as tasks, and what of a look can be compared with the recording. */
import type { EditorCase } from '../unit/schema/fixtures';
import type { Job } from './projects';
import type { Look } from './session';

/** What was recorded beside the outcome. */
export interface Recorded extends EditorCase {
  kinds: string[];
  labels_shown: string[];
  controls?: Record<string, unknown>;
  highlighted?: string[];
  relations?: string[];
}

export function jobOf(one: Recorded, media: string): Job {
  const { id, config_xml: config, data, prediction, predictions = [prediction], outcome, detail } = one;
  const withMedia = JSON.parse(JSON.stringify(data).replaceAll('{media}', media));
  const alone = outcome === 'spinner' || detail.startsWith('the whole page goes blank');
  return { id, config, task: { data: withMedia, predictions }, alone };
}

/** The part of the recording that a look is compared with. */
export function expected({ kinds, labels_shown, controls, relations, ...rest }: Recorded): Partial<Recorded> {
  // A region that was lost has no words.
  const highlighted = rest.highlighted?.filter((_, index) => kinds[index] !== 'no region');
  return {
    kinds,
    labels_shown,
    ...(controls && { controls }),
    ...(highlighted && { highlighted }),
    ...(relations && { relations }),
  };
}

/** The same of a look. */
export function seen(look: Look, one: Recorded): Partial<Recorded> {
  const shapes = look.regions.filter(({ kind }) => kind !== 'no region');
  return {
    kinds: look.regions.map(({ kind }) => kind),
    labels_shown: shapes.map(({ labels }) => labels.join('+')),
    ...(one.controls && { controls: look.answers }),
    ...(one.highlighted && { highlighted: shapes.map(({ words }) => words ?? '') }),
    ...(one.relations && { relations: look.relations }),
  };
}
