export default (a) => a
import D from './default-arrow.mjs'; console.log(D.name, D.toString())