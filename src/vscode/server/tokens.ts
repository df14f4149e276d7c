import type { SecretStorage } from 'vscode';
import { type ServerUrl, tokenKey } from '../../core/server/url';

/**
 * Tokens in VS Code's secret storage, each under the address (origin and base path) of the one server that it belongs to.
 * There is no way to read a token without naming its server.
 */
export class Tokens {
  constructor(private readonly secrets: SecretStorage) {}

  async get(server: ServerUrl): Promise<string | undefined> {
    const token = await this.secrets.get(this.#name(server));
    return token === '' ? undefined : token;
  }

  async store(server: ServerUrl, token: string): Promise<void> {
    await this.secrets.store(this.#name(server), token);
  }

  async forget(server: ServerUrl): Promise<void> {
    await this.secrets.delete(this.#name(server));
  }

  #name(server: ServerUrl): string {
    return `token ${tokenKey(server)}`;
  }
}
