import { PredictionRequests } from './predictions';

export type { ClientOptions, Timeouts } from './transport';

/**
 * Label Studio's API, as far as uploading predictions needs it; each area of it is a class of its own, and this is all of
 * them. Every method throws a `ServerError` that says what is wrong and what to do. Reads are repeated a few times, and so
 * are deletions; what stores something is never repeated, except after an answer that proves that it was not looked at
 * (401 with a stale access token, 429).
 */
export class LabelStudioClient extends PredictionRequests {}
