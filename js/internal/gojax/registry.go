package gojax

import (
	"reflect"

	"github.com/dop251/goja_nodejs/require"
)

// HasLoader reports whether the program has given a registry a loader of its own. Without
// one goja_nodejs reads the files of the machine.
func HasLoader(registry *require.Registry) bool {
	loader := reflect.ValueOf(registry).Elem().FieldByName("srcLoader")
	return !loader.IsValid() || loader.Kind() != reflect.Func || !loader.IsNil()
}
