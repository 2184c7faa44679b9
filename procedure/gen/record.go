package main

import (
	"regexp"
	"slices"
	"strings"

	"motcua/procedure"
)

// record is one procedure as it was collected. Fields that the product has no use for are not read.
type record struct {
	Code              string     `json:"code"`
	Name              string     `json:"name"`
	ShortName         string     `json:"short_name"`
	Field             string     `json:"field"`
	FieldOfficial     string     `json:"field_official"`
	HandledBy         string     `json:"handled_by"`
	Audience          []string   `json:"audience"`
	SubmitChannels    []string   `json:"submit_channels"`
	Documents         []document `json:"documents"`
	DocumentsTotal    int        `json:"documents_total"`
	ProcessingTime    string     `json:"processing_time"`
	Fees              []fee      `json:"fees"`
	Result            []string   `json:"result"`
	Agency            []string   `json:"agency"`
	Conditions        []string   `json:"conditions"`
	Steps             []string   `json:"steps"`
	LegalBasis        []string   `json:"legal_basis"`
	Forms             []string   `json:"forms"`
	DecisionNo        string     `json:"decision_no"`
	SourceURL         []string   `json:"source_url"`
	SourceRepo        []string   `json:"source_repo"`
	AsOf              string     `json:"as_of"`
	Currency          string     `json:"currency"`
	LocalVariants     []variant  `json:"local_variants"`
	PossibleSuccessor string     `json:"possible_successor"`
	Completeness      string     `json:"completeness"`
	Missing           []string   `json:"missing"`
	Curated           bool       `json:"curated"`
	QualityFlags      []string   `json:"quality_flags"`
}

type document struct {
	Name           string `json:"name"`
	OriginalOrCopy string `json:"original_or_copy"`
	Quantity       int    `json:"quantity"`
	When           string `json:"when"`
	Action         string `json:"action"`
	Form           string `json:"form"`
}

type fee struct {
	AmountVND *int   `json:"amount_vnd"`
	Text      string `json:"text"`
	Condition string `json:"condition"`
}

type variant struct {
	Place          string `json:"place"`
	ProcessingTime string `json:"processing_time"`
	Fees           []fee  `json:"fees"`
	FeeNote        string `json:"fee_note"`
	Source         string `json:"source"`
	AsOf           string `json:"as_of"`
}

func (r record) procedure() procedure.Procedure {
	p := procedure.Procedure{
		Key:               r.Code,
		Code:              r.Code,
		Name:              tidy(r.Name),
		ShortName:         tidy(r.ShortName),
		Field:             r.Field,
		HandledBy:         r.HandledBy,
		Audience:          rejoin(r.Audience),
		Channels:          r.SubmitChannels,
		Documents:         documents(r.Documents),
		DocumentsTotal:    r.DocumentsTotal,
		ProcessingTime:    tidy(r.ProcessingTime),
		Fees:              fees(r.Fees),
		Result:            tidyAll(r.Result),
		Agency:            tidyAll(r.Agency),
		Conditions:        tidyAll(r.Conditions),
		Steps:             tidyAll(r.Steps),
		LegalBasis:        r.LegalBasis,
		Forms:             r.Forms,
		DecisionNo:        r.DecisionNo,
		Sources:           r.SourceRepo,
		AsOf:              procedure.Date(r.AsOf),
		Currency:          procedure.Currency(r.Currency),
		PossibleSuccessor: codeOnly.FindString(r.PossibleSuccessor),
		LocalVariants:     variants(r.LocalVariants),
		Completeness:      procedure.Completeness(r.Completeness),
		Missing:           r.Missing,
		Curated:           r.Curated,
		Flags:             r.QualityFlags,
	}
	if p.Key == "" {
		p.Key = procedure.SyntheticKey(p.Field, p.Name)
	}
	if len(p.Fees) == 0 && !slices.Contains(p.Missing, "fees") {
		p.Missing = append(p.Missing, "fees")
	}
	if r.FieldOfficial != r.Field {
		p.OfficialField = r.FieldOfficial
	}
	if len(r.SourceURL) > 0 {
		p.SourceURL = r.SourceURL[0]
	}
	return p
}

func documents(in []document) []procedure.Document {
	out := make([]procedure.Document, 0, len(in))
	for _, d := range in {
		original := d.OriginalOrCopy
		if original == "—" {
			original = ""
		}
		out = append(out, procedure.Document{
			Name: tidy(d.Name), Original: original, Quantity: d.Quantity,
			When: tidy(d.When), Action: d.Action, Form: d.Form,
		})
	}
	return out
}

func fees(in []fee) []procedure.Charge {
	out := make([]procedure.Charge, 0, len(in))
	for _, f := range in {
		if isNoFee(f) {
			continue
		}
		out = append(out, procedure.Charge{AmountVND: f.AmountVND, Text: feeText(f.Text), Condition: feeNote(f.Condition)})
	}
	return out
}

// isNoFee recognises the collection's remark that a source gives no fee, which is the absence of a fee line.
func isNoFee(f fee) bool {
	return f.AmountVND == nil && strings.HasPrefix(f.Text, "nguồn không ghi")
}

// feeText takes out pointers into the collection's own fields.
func feeText(s string) string {
	s, _, _ = strings.Cut(s, "; xem local_variants")
	return tidy(s)
}

// feeNote drops what a bracket cut in half left behind: an amount in words before the remark itself.
func feeNote(s string) string {
	if before, after, ok := strings.Cut(s, ")"); ok && !strings.Contains(before, "(") && after != "" {
		s = after
	}
	return tidy(s)
}

func variants(in []variant) []procedure.Variant {
	out := make([]procedure.Variant, 0, len(in))
	for _, v := range in {
		out = append(out, procedure.Variant{
			Place: v.Place, ProcessingTime: tidy(v.ProcessingTime), Fees: fees(v.Fees),
			FeeNote: tidy(v.FeeNote), Source: v.Source, AsOf: procedure.Date(v.AsOf),
		})
	}
	return out
}

var (
	codeOnly   = regexp.MustCompile(`\d\.\d{6}`)
	spaces     = regexp.MustCompile(`\s+`)
	doubled    = regexp.MustCompile(`([.,;:])[.,;:\s]*([.,;:])`)
	beforeStop = regexp.MustCompile(`\s+([.,;:)])`)
)

// tidy repairs spacing and doubled punctuation, and the dash that a list line leaves at the start.
func tidy(s string) string {
	s = strings.TrimSpace(spaces.ReplaceAllString(s, " "))
	s = strings.TrimPrefix(s, "- ")
	s = beforeStop.ReplaceAllString(s, "$1")
	return doubled.ReplaceAllString(s, "$1")
}

func tidyAll(in []string) []string {
	out := make([]string, 0, len(in))
	for _, s := range in {
		if s = tidy(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// rejoin mends audiences that the collection split at a comma inside brackets.
func rejoin(in []string) []string {
	var out []string
	for _, s := range in {
		if n := len(out); n > 0 && strings.Count(out[n-1], "(") > strings.Count(out[n-1], ")") {
			out[n-1] += ", " + s
			continue
		}
		out = append(out, s)
	}
	return out
}
