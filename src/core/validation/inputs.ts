import type { LabelingConfig } from '../labelingConfig/model';
import type { Inputs, Rule } from './rule';

/** What a rule declares that it reads, as a position in a table: it is asked for every rule and region. */
export type Needs = 0 | 1 | 2 | 3;

export function needsOf({ reads }: { readonly reads?: Rule['reads'] | undefined }): Needs {
  const config = reads?.includes('config') === true;
  if (reads?.includes('data')) return config ? 3 : 2;
  return config ? 1 : 0;
}

/** The inputs as each rule gets them, by what it needs: what it does not declare is not there. */
export type AllInputs = readonly [Inputs, Inputs, Inputs, Inputs];

export function allInputs(config: LabelingConfig | undefined, data: Inputs['data']): AllInputs {
  return [
    { config: undefined, data: undefined },
    { config, data: undefined },
    { config: undefined, data },
    { config, data },
  ];
}
