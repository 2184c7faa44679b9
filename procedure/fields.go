package procedure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"motcua/internal/vntext"
)

// Field is a field of administration with the number of its procedures.
type Field struct {
	ID   string // stable short handle for buttons: a-z, 0-9 and dashes, at most 12 characters
	Name string
	N    int
}

// leadingFields are what people come to a commune for, the most asked first. The order is that of the counters in a
// commune's service centre, not of the official list.
var leadingFields = []string{
	"Hộ tịch", "Chứng thực", "Cư trú", "Căn cước", "Đất đai", "Bảo trợ xã hội", "Người có công",
	"Hộ kinh doanh", "Xây dựng", "Giảm nghèo", "Bảo hiểm xã hội", "Bảo hiểm y tế", "Định danh điện tử",
	"Đăng ký xe", "Giấy phép lái xe", "Nghĩa vụ quân sự", "Thuế", "Nuôi con nuôi", "Nhà ở", "Giáo dục và đào tạo",
}

// Fields are the fields of the catalogue: those people need most first, the others by the number of their procedures.
func (c *Catalog) Fields() []Field { return slices.Clone(c.fields) }

// InField is the procedures of a field by its ID, in catalogue order; nil when there is no such field.
func (c *Catalog) InField(id string) []*Procedure { return slices.Clone(c.byField[id]) }

func groupFields(ps []*Procedure) ([]Field, map[string][]*Procedure, error) {
	byName := map[string][]*Procedure{}
	var names []string
	for _, p := range ps {
		if byName[p.Field] == nil {
			names = append(names, p.Field)
		}
		byName[p.Field] = append(byName[p.Field], p)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(
			cmp.Compare(fieldRank(a), fieldRank(b)),
			cmp.Compare(len(byName[b]), len(byName[a])),
			strings.Compare(a, b),
		)
	})
	byID := make(map[string][]*Procedure, len(names))
	fields := make([]Field, 0, len(names))
	for _, name := range names {
		id := fieldID(name)
		if byID[id] != nil {
			return nil, nil, fmt.Errorf("field %q: handle %s is that of another field", name, id)
		}
		byID[id] = byName[name]
		fields = append(fields, Field{ID: id, Name: name, N: len(byName[name])})
	}
	return fields, byID, nil
}

func fieldRank(name string) int {
	if i := slices.Index(leadingFields, name); i >= 0 {
		return i
	}
	return len(leadingFields)
}

// fieldIDLength leaves room for the rest of a callback.
const fieldIDLength = 12

// fieldID is the folded name, or its beginning with a hash when it is long. It depends on nothing but the name, so that
// buttons in messages already sent go on working when fields are added.
func fieldID(name string) string {
	slug := asciiSlug(name)
	if slug != "" && len(slug) <= fieldIDLength {
		return slug
	}
	const hash = 4
	return strings.Trim(slug[:min(len(slug), fieldIDLength-hash-1)]+"-"+shortHash(name, hash), "-")
}

func asciiSlug(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r == ' ':
			return '-'
		default:
			return -1
		}
	}, vntext.Fold(s))
}
