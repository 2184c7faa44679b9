package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"motcua/internal/service"
	"motcua/internal/vnum"
	"motcua/org/directory"
	"motcua/storage"
	"motcua/survey"
)

// listQuestionnaires prints the questionnaires there are: the bundled ones and those that were published, with the units that ask
// them now.
func (p *program) listQuestionnaires(f *flags) action {
	demo := f.demo()
	return func(ctx context.Context) error {
		return p.withServed(ctx, *demo, func(s *service.Store, dir *directory.Directory) error { return p.writeQuestionnaires(ctx, s, dir) })
	}
}

func (p *program) writeQuestionnaires(ctx context.Context, s *service.Store, dir *directory.Directory) error {
	published, err := s.Questionnaires(ctx)
	if err != nil {
		return err
	}
	bundled, err := survey.BundledQuestionnaires()
	if err != nil {
		return err
	}
	all := published
	for _, f := range bundled {
		if !slices.ContainsFunc(published, func(p *survey.Questionnaire) bool { return p.ID == f.ID }) {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b *survey.Questionnaire) int { return cmp.Compare(a.ID, b.ID) })
	for _, f := range all {
		fmt.Fprintf(p.out, "%s\t%s\t%s\t%s\n", f.ID, f.Title, questionsText(f), askedBy(dir, f.ID))
	}
	return nil
}

func questionsText(f *survey.Questionnaire) string {
	s := vnum.Integer(len(f.Questions)) + wordQuestions
	if len(f.Indices) > 0 {
		s += ", " + vnum.Integer(len(f.Indices)) + wordIndices
	}
	return s
}

// askedBy names the units that ask a questionnaire.
func askedBy(dir *directory.Directory, questionnaire string) string {
	var codes []string
	for _, u := range dir.Units() {
		if u.Questionnaire.ID == questionnaire {
			codes = append(codes, u.Code)
		}
	}
	if len(codes) == 0 {
		return wordAskedByNone
	}
	return wordAskedBy + strings.Join(codes, ", ")
}

// maxQuestionnaireFile bounds the file of a questionnaire. The bundled ones have some 10 KB.
const maxQuestionnaireFile = 1 << 20

// addQuestionnaire checks a questionnaire of the unit's own and publishes it.
func (p *program) addQuestionnaire(f *flags) action {
	dry := f.yes("dry-run")
	return func(ctx context.Context) error {
		questionnaire, err := readQuestionnaire(p.words[0])
		if err != nil {
			return err
		}
		if bundled, err := survey.Bundled(questionnaire.ID); err == nil && bundled.Hash != questionnaire.Hash {
			return refuse(wordFormBundled, p.words[0], questionnaire.ID)
		}
		if questionnaire.Overall == "" {
			fmt.Fprint(p.out, wordFormNoOverall)
		}
		if *dry {
			fmt.Fprintf(p.out, wordFormFine, questionnaire.ID, questionnaire.Title, questionsText(questionnaire))
			return nil
		}
		return p.withServed(ctx, false, func(s *service.Store, _ *directory.Directory) error {
			return p.publishQuestionnaire(ctx, s, questionnaire)
		})
	}
}

func (p *program) publishQuestionnaire(ctx context.Context, s *service.Store, questionnaire *survey.Questionnaire) error {
	if held, err := s.PublishedQuestionnaire(ctx, questionnaire.ID); err == nil && held.Hash != questionnaire.Hash {
		return refuse(wordFormPublished, questionnaire.ID)
	}
	if err := s.PublishQuestionnaire(ctx, questionnaire); err != nil {
		return err
	}
	fmt.Fprintf(p.out, wordFormAdded, questionnaire.ID, questionnaire.Title, questionsText(questionnaire))
	return nil
}

// readQuestionnaire reads and checks a questionnaire file.
func readQuestionnaire(path string) (*survey.Questionnaire, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // only read
	b, err := io.ReadAll(io.LimitReader(file, maxQuestionnaireFile+1))
	if err != nil {
		return nil, err
	}
	if len(b) > maxQuestionnaireFile {
		return nil, refuse(wordFormTooLarge, path, maxQuestionnaireFile)
	}
	questionnaire, err := survey.ParseQuestionnaire(b)
	if err != nil {
		return nil, because(err, wordFormWrong, path)
	}
	return questionnaire, nil
}

// showQuestionnaire prints a questionnaire as it stands in its file.
func (p *program) showQuestionnaire(*flags) action {
	return func(ctx context.Context) error {
		return p.withServed(ctx, false, func(s *service.Store, _ *directory.Directory) error {
			questionnaire, err := findQuestionnaire(ctx, s, p.words[0])
			if err != nil {
				return err
			}
			_, err = p.out.Write(questionnaire.Source)
			return err
		})
	}
}

// findQuestionnaire finds a questionnaire that was published, or else a bundled one.
func findQuestionnaire(ctx context.Context, s *service.Store, id string) (*survey.Questionnaire, error) {
	questionnaire, err := s.PublishedQuestionnaire(ctx, id)
	if !errors.Is(err, storage.ErrNotFound) {
		return questionnaire, err
	}
	if questionnaire, err = survey.Bundled(id); err == nil {
		return questionnaire, nil
	}
	return nil, refuse(wordNoForm, id)
}
