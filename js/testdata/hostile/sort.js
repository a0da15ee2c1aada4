// A comparator, or what it is given, changes the list that is being sorted.
const t = (name, f) => {
  try { console.log(name, f()) } catch (err) { console.log(name, err.name, err.message) }
}
const list = () => [5, 4, 3, 2, 1]
const during = (change) => () => {
  const a = list()
  a.sort((x, y) => { change(a); return x - y })
  return a.slice(0, 6)
}
t('empties', during((a) => { a.length = 0 }))
t('shortens', during((a) => { a.length = 2 }))
t('pops', during((a) => a.pop()))
t('grows', during((a) => a.push(9)))
t('sorts', during((a) => a.sort()))
t('deletes', during((a) => { delete a[1] }))
t('an accessor comes', during((a) => Object.defineProperty(a, 0, { configurable: true, get: () => 7, set () {} })))
t('throws', () => {
  const a = list()
  try { a.sort(() => { a.length = 1; throw new Error('no') }) } catch (err) { return [err.message, a] }
})
t('toString empties', () => {
  const a = []
  for (let i = 0; i < 5; i++) a.push({ toString () { a.length = 0; return String(i) } })
  return a.sort().length
})
t('a getter empties', () => {
  const a = list()
  Object.defineProperty(a, 1, { configurable: true, get () { a.length = 0; return 3 }, set () {} })
  return a.sort((x, y) => x - y).length
})
t('holes', () => [3, , 1, undefined, 2].sort((x, y) => y - x))
t('frozen', () => { try { Object.freeze(list()).sort((x, y) => x - y) } catch (err) { return err.name } })
t('itself', () => { const a = [2, 1]; return a.sort((x, y) => x - y) === a })
t('stable', () => Array.from({ length: 600 }, (_, i) => [i % 3, i]).sort((x, y) => x[0] - y[0]).slice(0, 5).map((x) => x[1]))
t('NaN', () => list().sort(() => NaN))
