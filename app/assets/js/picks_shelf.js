// What this device remembers of a ballot that has not been cast. A browser may refuse storage; the ballot works without.
const SHELF = "op-picks-";
const DAYS = 30 * 24 * 3600 * 1000;

export const shelf = (name) => SHELF + name;

export function keep(key, picked) {
  quietly(() => {
    if (picked === null || !Object.keys(picked).length) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ at: Date.now(), picked }));
  });
}

export function kept(key) {
  return quietly(() => JSON.parse(localStorage.getItem(key) ?? "{}").picked) ?? {};
}

/** Forget every ballot on this device: when somebody signs out or leaves now. */
export function forgetAll() {
  each((key) => localStorage.removeItem(key));
}

/** Forget what nobody came back to within a month. */
export function forgetOld() {
  each((key) => {
    const at = quietly(() => JSON.parse(localStorage.getItem(key)).at) ?? 0;
    if (Date.now() - at > DAYS) localStorage.removeItem(key);
  });
}

function each(act) {
  quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(SHELF)).forEach(act));
}

function quietly(attempt) {
  try {
    return attempt();
  } catch {
    return null;
  }
}
