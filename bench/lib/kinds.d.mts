export interface Kind {
  about: string;
  config: string;
}

export const kinds: Record<string, Kind>;
