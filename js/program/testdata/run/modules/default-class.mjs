export default class extends Array { m() { return 1 } }
import D from './default-class.mjs'; console.log(D.name, new D().m(), D.toString())