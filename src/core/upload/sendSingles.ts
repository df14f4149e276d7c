/** Predictions one by one: each has its own answer, with its id or with what is wrong with it. */
import type { ServerError } from '../server/errors';
import { parseServerErrors } from '../server/validationErrors';
import { createBody } from './bodies';
import { contentKey } from './content';
import { doubt } from './doubt';
import type { OpenRequest } from './journal';
import { GIVEN_UP_CURE } from './messages';
import type { PlannedCreate } from './plan';
import { placeOf, placesInPrediction } from './result';
import type { UploadRun } from './runState';
import { isPassing } from './settle';

/** Measured on SQLite: four requests at a time are the fastest, sixteen are slower than one. */
const CONCURRENT = 4;
/** Failures in a row after which it is first looked what is the matter. */
const STREAK = 4;
/** Errors of the server's own at one prediction, after which it is given up. */
const ATTEMPTS = 3;

/** What a round leaves. */
export interface Round {
  /** Not stored, to be sent again. */
  again: PlannedCreate[];
  /** Perhaps stored: the answers were lost. */
  doubtful: PlannedCreate[];
  entries: OpenRequest[];
  /** Whether the server was not to be had. */
  interrupted: boolean;
}

export class SinglesSender {
  readonly #failures = new Map<PlannedCreate, { count: number; error: ServerError }>();

  constructor(private readonly run: UploadRun) {}

  /** Sends each once, as long as the server answers. */
  async round(items: readonly PlannedCreate[]): Promise<Round> {
    const { run } = this;
    const round: Round = { again: [], doubtful: [], entries: [], interrupted: false };
    let next = 0;
    let streak = 0;
    const work = async (): Promise<void> => {
      while (!run.over && streak < STREAK) {
        const item = items[next++];
        if (!item) return;
        streak = (await this.#one(item, round)) ? 0 : streak + 1;
      }
    };
    // Requests on their way when the run ends are waited for (a cancel ends them at once), so that the account is whole.
    await Promise.all(Array.from({ length: Math.min(CONCURRENT, items.length) }, work));
    round.again.push(...items.slice(next));
    round.interrupted = round.interrupted || round.doubtful.length > 0;
    return round;
  }

  /** @returns whether the server was there and looked at it */
  async #one(planned: PlannedCreate, round: Round): Promise<boolean> {
    const { run } = this;
    const { prediction, task } = planned;
    const body = run.bodyOf(prediction, (own) => {
      prediction.key ??= contentKey(own);
      return createBody(own, prediction, task);
    });
    if (body === undefined) {
      round.again.push(planned);
      return false;
    }
    const sent = await run.send('create', [planned], () => run.server.createPrediction(body, run.options.signal));
    if ('answer' in sent) {
      const { id, created_at, project, model_version } = sent.answer;
      run.holdings.hold(planned, id);
      run.result.created.push({
        pointer: prediction.pointer,
        id,
        created_at,
        task: sent.answer.task,
        project,
        model_version,
      });
      run.settle(1, 1);
      return true;
    }
    return this.#failed(planned, sent.error, sent.entry, round);
  }

  #failed(planned: PlannedCreate, error: ServerError, entry: OpenRequest, round: Round): boolean {
    const { run } = this;
    if (error.kind === 'validation' || error.kind === 'too-large') {
      this.#refused(planned, error);
      return true;
    }
    if (error.kind === 'server-error') {
      this.#failures.set(planned, { count: (this.#failures.get(planned)?.count ?? 0) + 1, error });
    }
    run.trouble(error, isPassing(error));
    if (!error.maybeStored) {
      round.again.push(planned);
      round.interrupted = true;
    } else if (error.kind === 'cancelled') doubt(run, [planned], error);
    else {
      round.doubtful.push(planned);
      round.entries.push(entry);
    }
    return false;
  }

  /**
   * Gives up what the server itself fails at again and again: then it is the prediction, and not the moment.
   *
   * @param absent predictions that were looked for and not found
   * @returns those that are worth another try
   */
  giveUp(absent: readonly PlannedCreate[]): PlannedCreate[] {
    return absent.filter((planned) => {
      const failure = this.#failures.get(planned);
      if (!failure || failure.count < ATTEMPTS) return true;
      this.#refused(planned, failure.error, GIVEN_UP_CURE);
      return false;
    });
  }

  /** The server's verdict on this one prediction; the others may be fine. */
  #refused(planned: PlannedCreate, error: ServerError, cure = error.cure): void {
    const { run } = this;
    run.progressed();
    // What the server says of its own limit is about its insides.
    const complaints = error.kind === 'too-large' ? [] : parseServerErrors(error.envelope, 'create');
    const places = placesInPrediction(run.text, planned.prediction, complaints);
    run.result.failed.push({ ...placeOf(planned.prediction), message: error.message, cure, places });
    run.settle(1, 0);
  }
}
