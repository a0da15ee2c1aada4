package crypto

import (
	"math"
	"math/bits"

	"github.com/dop251/goja"
	"golang.org/x/crypto/scrypt"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// mostScrypt bounds the memory that scrypt takes, whatever maxmem says: where C has no
// memory an error comes back, where Go has none the program ends.
const mostScrypt = 4 << 30

func (m *module) scrypt(args []goja.Value) func() []byte {
	e := m.e
	password, salt := m.secret("password", args[0]), m.secret("salt", args[1])
	length := int(e.NeedInteger("keylen", args[2], 0, math.MaxInt32))
	n, r, p := m.cost(args[3])
	return func() []byte {
		if length == 0 {
			return []byte{}
		}
		key, err := scrypt.Key(password, salt, n, r, p, length)
		engine.Must(err) // cost has refused what it would
		return key
	}
}

// cost reads and checks the options of scrypt; 0 is the default.
func (m *module) cost(v goja.Value) (n, r, p int) {
	e := m.e
	o, _ := v.(*goja.Object)
	read := func(name, other string, most, otherwise int64) uint64 {
		value := otherwise
		if o == nil {
			return uint64(value)
		}
		given := o.Get(name)
		if other != "" {
			if alias := o.Get(other); !engine.IsUndefined(alias) {
				if !engine.IsUndefined(given) {
					panic(e.TypeError("ERR_INCOMPATIBLE_OPTION_PAIR", `Option "`+name+`" cannot be used in combination with option "`+other+`"`))
				}
				name, given = other, alias
			}
		}
		if !engine.IsUndefined(given) {
			if set := e.NeedInteger(name, given, 0, most); set != 0 {
				value = set
			}
		}
		return uint64(value)
	}
	cost := read("N", "cost", math.MaxUint32, 16384)
	size := read("r", "blockSize", math.MaxUint32, 8)
	parallel := read("p", "parallelization", math.MaxUint32, 1)
	memory := read("maxmem", "", engine.MaxSafeInteger, 32<<20)
	if cost < 2 || bits.OnesCount64(cost) != 1 {
		panic(e.RangeError("ERR_CRYPTO_INVALID_SCRYPT_PARAMS", "Invalid scrypt params"))
	}
	// The limits of OpenSSL, which calls all of them memory.
	tooLarge := size*parallel >= 1<<30 || size <= 3 && cost >= 1<<(16*size)
	if high, needed := bits.Mul64(128*size, cost+parallel+2); tooLarge || high > 0 || needed > min(memory, mostScrypt) {
		panic(e.RangeError("ERR_CRYPTO_INVALID_SCRYPT_PARAMS", "Invalid scrypt params: error:030000AC:digital envelope routines::memory limit exceeded"))
	}
	return int(cost), int(size), int(parallel)
}
