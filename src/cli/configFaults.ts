import type { PlacedProblem } from '../core/engine/streamCheck';
import type { ConfigFault } from '../core/labelingConfig/model';
import { positionAt, stringSource } from '../core/text/lines';
import type { LoadedConfig } from './configs';

/** What is wrong with a labeling config, in the form in which problems are reported. */
export function configProblems({ faults, text }: LoadedConfig): PlacedProblem[] {
  const source = stringSource(text);
  return faults.map((fault) => ({
    code: fault.code,
    severity: fault.severity,
    gates: gatesOf(fault),
    message: fault.message,
    pointer: '',
    start: fault.start,
    end: fault.end,
    startPosition: positionAt(source, fault.start),
    endPosition: positionAt(source, fault.end),
  }));
}

/** An error is what Label Studio refuses to save, unless it says otherwise; a warning is a tag without an effect. */
function gatesOf({ severity, gates }: ConfigFault): PlacedProblem['gates'] {
  return gates ?? (severity === 'error' ? ['server'] : ['authoring']);
}
