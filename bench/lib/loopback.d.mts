/** As much of Label Studio's API as an upload uses, over loopback: one project with the id 1. */
export function startLoopback(
  tasks: number,
  data?: (id: number) => object,
): Promise<{ url: string; stored(): number; close(): void }>;
