/** The versions whose behaviour the checks reproduce: the validator of the SDK, and the server with its editor. */
export const SPEAKS_FOR = { sdk: '2.1.2', labelStudio: '1.23.2' } as const;
