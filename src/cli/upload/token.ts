import { readFileSync } from 'node:fs';
import { UsageError } from '../usage';

/**
 * The access token: from the environment or from standard input, never from the command line, which every other user of
 * the machine can read.
 *
 * @throws UsageError
 */
export function readToken(fromInput: boolean, env: NodeJS.ProcessEnv): string {
  const token = (fromInput ? readFileSync(0, 'utf8') : (env.LABEL_STUDIO_API_KEY ?? '')).trim();
  if (token !== '') return token;
  throw new UsageError(
    fromInput
      ? 'Standard input holds no token.'
      : 'There is no access token. Set LABEL_STUDIO_API_KEY, or hand it over with --token-stdin. You find it in Label Studio under Account & Settings > Access Token.',
  );
}
