package nodenet

import "slices"

// Optional callbacks are variadic parameters: none, one or several. All of those
// that are not nil are called, in order.

// callback makes one of a method's callbacks that have no argument; nil of none.
func callback(given []func()) func() {
	all := notNil(given, func(f func()) bool { return f == nil })
	if len(all) < 2 {
		return first(all)
	}
	return func() { callEach(all, func(f func()) { f() }) }
}

// errorCallback makes one of a method's callbacks that get an error; nil of none.
func errorCallback(given []func(error)) func(error) {
	all := notNil(given, func(f func(error)) bool { return f == nil })
	if len(all) < 2 {
		return first(all)
	}
	return func(err error) { callEach(all, func(f func(error)) { f(err) }) }
}

// notNil is what there is to call. The slice belongs to the caller, who may write
// to it later.
func notNil[F any](given []F, isNil func(F) bool) []F {
	if len(given) < 2 && !slices.ContainsFunc(given, isNil) {
		return given
	}
	return slices.DeleteFunc(slices.Clone(given), isNil)
}

// callEach calls every one, also when one before it panics.
func callEach[F any](all []F, call func(F)) {
	if len(all) == 0 {
		return
	}
	defer callEach(all[1:], call)
	call(all[0])
}

// first is the value of a variadic parameter that stands for an optional one; the
// zero value when there is none.
func first[V any](optional []V) (v V) {
	if len(optional) > 0 {
		v = optional[0]
	}
	return v
}

// each calls f with every one of a list, also when a call before calls runtime.Goexit.
func each[T any](list []T, f func(T)) {
	defer func() {
		if len(list) > 0 {
			each(list, f)
		}
	}()
	for len(list) > 0 {
		one := list[0]
		list = list[1:]
		f(one)
	}
}
