package letter

import "motcua/report/letter/docx"

// closing: what is attached, the last sentence with "./.", and Nơi nhận beside the signature (II.7, II.9).
func (d *draft) closing() {
	d.say(wordAttached(d.annex))
	end := docx.Text(stBody, wordClosing(d.s.Issuer, d.f))
	end.KeepNext = true
	d.add(end)
	copies := []docx.Block{docx.Text(stCopyHead, wordCopy+":"), docx.Text(stCopy, "- "+wordAsAbove+";")}
	for i, c := range d.s.CC {
		mark := ";"
		if i == len(d.s.CC)-1 {
			mark = "."
		}
		copies = append(copies, docx.Text(stCopy, "- "+c+mark))
	}
	var sign []docx.Block
	for _, line := range d.s.Sign {
		sign = append(sign, docx.Text(stSign, line))
	}
	sign = append(sign, docx.Text(stSigner, d.s.Signer))
	d.add(docx.Table{
		Plain: true, Columns: []int{signLeft, textWidth - signLeft}, Title: wordSignature,
		Rows: []docx.Row{{Cells: []docx.Cell{{Blocks: copies}, {Blocks: sign}}}},
	})
}
