import type { LabelStudio } from '../hosts/label-studio.d.mts';

export interface Server {
  labelStudio: LabelStudio;
  seed: { project: number; tasks: number[] };
}

/** Makes the project of the sample with two tasks. */
export function seedServer(labelStudio: LabelStudio): Promise<Server['seed']>;

/** Copies the sample to a folder of its own; with a server also its address and the ids of its tasks. */
export function seedWorkspace(from: string, to: string, server?: Server): void;
