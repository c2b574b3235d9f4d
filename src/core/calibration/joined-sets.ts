/** Joins keys to sets; each is told by the least of its keys. */
export class JoinedSets {
  private readonly parent = new Map<string, string>();

  rootOf(key: string): string {
    const above = this.parent.get(key);
    if (above === undefined || above === key) return key;
    const root = this.rootOf(above);
    this.parent.set(key, root);
    return root;
  }

  join(a: string, b: string): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)].sort();
    this.parent.set(second, first);
  }
}
