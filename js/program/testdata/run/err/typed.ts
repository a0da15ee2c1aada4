interface Shape { side: number }
const area = (s: Shape): number => s.side ** 2;
async function* numbers(): AsyncGenerator<number> { yield 1; yield 2; }
(async () => {
  for await (const n of numbers()) console.log(n);
  console.log(area({ side: 3 } as Shape));
})();
