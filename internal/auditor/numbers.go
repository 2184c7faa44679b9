package auditor

import (
	"fmt"
	"reflect"

	"motcua/report"
)

// numbers are the counts of answers in something issued, by where they stand. A share or a mean stands beside the count and the
// number it was made from, and tells nothing besides.
type numbers map[string]int

var (
	scoreType  = reflect.TypeFor[report.Score]()
	choiceType = reflect.TypeFor[report.Choice]()
)

// numbersOf finds them all, whatever the thing is made of: what is added to it later is found as well.
func numbersOf(x any) numbers {
	n := numbers{}
	n.walk("", reflect.ValueOf(x))
	return n
}

func (n numbers) walk(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			n.walk(path, v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			n.walk(fmt.Sprintf("%s[%s]", path, nameOf(v.Index(i), i)), v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			n.walk(fmt.Sprintf("%s[%v]", path, k), v.MapIndex(k))
		}
	case reflect.Struct:
		switch v.Type() {
		case scoreType:
			n[path] = int(v.FieldByName("Satisfied").Int())
			return
		case choiceType:
			n[path] = int(v.FieldByName("N").Int())
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n.walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		}
	}
}

// nameOf names an element by what it is about, since its place may change with the answers.
func nameOf(v reflect.Value, i int) string {
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		for _, name := range []string{"ID", "Key", "Code", "Value", "Month", "Label"} {
			if f := v.FieldByName(name); f.IsValid() {
				return fmt.Sprint(f.Interface())
			}
		}
	}
	return fmt.Sprint(i)
}
