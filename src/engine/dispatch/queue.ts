/** Gives out first what comes before all others. Its work hardly grows with how many wait. */
export interface Queue<Item> {
  readonly add: (item: Item) => void;
  readonly first: () => Item | undefined;
  readonly take: () => Item | undefined;
  readonly size: () => number;
  readonly clear: () => void;
}

/** A heap: no item comes before the one at half its place. */
export function createQueue<Item>(comesBefore: (a: Item, b: Item) => boolean): Queue<Item> {
  let heap: Item[] = [];

  function at(place: number): Item {
    return heap[place] as Item; // callers keep to the places that there are
  }

  function rise(place: number): void {
    const above = (place - 1) >> 1;
    if (place === 0 || !comesBefore(at(place), at(above))) return;
    swap(place, above);
    rise(above);
  }

  function sink(place: number): void {
    let foremost = place;
    for (const below of [2 * place + 1, 2 * place + 2]) {
      if (below < heap.length && comesBefore(at(below), at(foremost))) foremost = below;
    }
    if (foremost === place) return;
    swap(place, foremost);
    sink(foremost);
  }

  function swap(a: number, b: number): void {
    [heap[a], heap[b]] = [at(b), at(a)];
  }

  return {
    add: (item) => {
      heap.push(item);
      rise(heap.length - 1);
    },
    first: () => heap[0],
    take: () => {
      const [first] = heap;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink(0);
      }
      return first;
    },
    size: () => heap.length,
    clear: () => {
      heap = [];
    },
  };
}
