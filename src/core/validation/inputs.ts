import type { LabelingConfig } from '../labelingConfig/model';
import type { Inputs, Rule } from './rule';

/** The inputs as each rule gets them: what it does not declare is not there. */
export interface AllInputs {
  of(rule: { readonly reads?: Rule['reads'] | undefined }): Inputs;
}

export function allInputs(config: LabelingConfig | undefined, data: Inputs['data']): AllInputs {
  const none: Inputs = { config: undefined, data: undefined };
  const both: Inputs = { config, data };
  const onlyConfig: Inputs = { config, data: undefined };
  const onlyData: Inputs = { config: undefined, data };
  return {
    of({ reads }) {
      if (reads === undefined || reads.length === 0) return none;
      if (reads.includes('config')) return reads.includes('data') ? both : onlyConfig;
      return onlyData;
    },
  };
}
