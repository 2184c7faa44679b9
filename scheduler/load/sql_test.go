package load

// makeForms: forms of every unit and month at moments of opening hours, a few in the evening; channels, reception points and
// slips as they are spread at a desk; some devices come often. Arguments: units, first month, months, forms of each.
const makeForms = `
INSERT INTO response (id, unit, questionnaire, questionnaire_hash, channel, point, slip, month, day, respondent, receipt, notice, status, started_at, finished_at)
SELECT (random() * 9e18)::bigint, unit, 'mau-v1', (SELECT hash FROM questionnaire WHERE id = 'mau-v1'), channel, point, slip,
	to_char(day, 'YYYYMM')::int, day, respondent, 'r' || row_number() OVER (ORDER BY at), 'tb-1', status, at, at + interval '2 minutes'
FROM (
	SELECT *, day + CASE WHEN evening < 0.03 THEN interval '18 hours' + late * interval '3 hours'
		WHEN morning < 0.6 THEN interval '7 hours 30 minutes' + late * interval '4 hours' ELSE interval '13 hours' + late * interval '4 hours' END AS at
	FROM (
		SELECT u AS unit, i, random() AS evening, random() AS morning, random() AS late,
			(month + (floor(random() * 20)::int / 5 * 7 + floor(random() * 5)::int + (8 - extract(isodow FROM month)::int) %% 7) * interval '1 day')::date AS day,
			(ARRAY['web', 'web', 'web', 'web', 'web', 'zalo', 'zalo', 'zalo', 'telegram', 'paper'])[1 + floor(random() * (CASE u %% 3 WHEN 0 THEN 8 ELSE 10 END))::int] AS channel,
			(ARRAY[1, 1, 1, 2, 2, 3, 4])[1 + floor(random() * 7)::int]::smallint AS point,
			(ARRAY['tiep-nhan', 'tra-ket-qua', 'tra-ket-qua', 'bo-sung'])[1 + floor(random() * 4)::int] AS slip,
			CASE WHEN random() < 0.01 THEN 'often ' || u || ' ' || floor(random() * 4)::int ELSE substr(md5(random()::text), 1, 20) END AS respondent,
			CASE WHEN random() < 1.0 / 12 THEN 'partial' ELSE 'finished' END AS status
		FROM generate_series(1, %d) u,
			generate_series(to_date('%d', 'YYYYMM'), to_date('%[2]d', 'YYYYMM') + interval '%d months' - interval '1 day', interval '1 month') month,
			generate_series(1, %d) i
	) x
) y
ORDER BY at
ON CONFLICT DO NOTHING`

// makeAnswers: nine answers to a form, four if it was broken off; moods differ by unit and field; one in eight writes
// something.
const makeAnswers = `
INSERT INTO answer (response, question, choice, body, at)
SELECT s.id, q.id,
	CASE q.id
		WHEN 'lv' THEN (ARRAY[1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8])[1 + floor(r.field * 14)::int]
		WHEN 'q5' THEN (ARRAY[1, 1, 1, 1, 1, 1, 2, 2, 3, 4])[1 + floor(random() * 10)::int]
		WHEN 'q6' THEN (ARRAY[1, 2, 2, 2, 2, 2, 2, 3, 3, 4])[1 + floor(random() * 10)::int]
		WHEN 'q7' THEN (ARRAY[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3])[1 + floor(random() * 20)::int]
		WHEN 'q8' THEN CASE WHEN r.writes < 0.125 THEN 1 ELSE -1 END
		ELSE CASE WHEN random() < 0.03 THEN -1 WHEN random() < 0.03 THEN 0
			ELSE greatest(1, least(5, round(3.6 + (s.unit % 10) * 0.06 + (r.field - 0.5) * 0.6 + r.mood * 1.4 - 0.2 + random() * 1.2)::int)) END
	END,
	CASE WHEN q.id = 'q8' AND r.writes < 0.125 THEN
		(ARRAY['', '', 'Tôi thấy ', 'Đề nghị ', 'Mong ', 'Theo tôi ', 'Xin góp ý: ', 'Nhiều lần rồi, '])[1 + floor(random() * 8)::int]
		|| (ARRAY['ghế ngồi chờ ở quầy', 'chỗ để xe trước cổng', 'máy lấy số thứ tự', 'bảng niêm yết thủ tục đất đai', 'quạt và nước uống ở phòng chờ', 'thời gian trả kết quả sổ đỏ', 'cán bộ hướng dẫn nộp trực tuyến',
			'tờ khai đăng ký khai sinh', 'phí chứng thực bản sao', 'lịch làm việc sáng thứ bảy', 'lối đi cho người khuyết tật', 'nhà vệ sinh của Trung tâm', 'mạng wifi', 'hồ sơ cấp phép xây dựng', 'tin nhắn báo kết quả',
			'cách trả lời điện thoại', 'quầy hộ tịch', 'hồ sơ trợ cấp người cao tuổi', 'thủ tục hộ kinh doanh', 'bản sao phải nộp'])[1 + floor(random() * 20)::int]
		|| (ARRAY[' còn thiếu, nhất là buổi sáng', ' nên bố trí thêm', ' cần làm rõ hơn cho bà con', ' rất tốt, cảm ơn các cô chú', ' chưa ổn, phải đi lại hai lần', ' quá chật', ' nên báo trước khi trễ hẹn', ' khó hiểu với người già',
			' chờ lâu quá, có hôm cả buổi', ' mong được cải thiện sớm', ' tạm được', ''])[1 + floor(random() * 12)::int]
	END,
	s.started_at + q.n * interval '12 seconds'
FROM (SELECT id, unit, status, started_at, random() AS field, random() + random() - 1 AS mood, random() AS writes FROM response ORDER BY started_at) r
JOIN response s USING (id)
CROSS JOIN (VALUES (1, 'lv'), (2, 'q1'), (3, 'q2'), (4, 'q3'), (5, 'q4'), (6, 'q5'), (7, 'q6'), (8, 'q7'), (9, 'q8')) q (n, id)
WHERE s.status = 'finished' OR q.n <= 4`

// markForms sets what the program writes when forms are begun and closed (survey.Marks).
const markForms = `
UPDATE response s SET fives = a.fives, said = a.said, often = n >= 5
FROM (SELECT response, coalesce(min(choice) FILTER (WHERE rated) = 5 AND count(*) FILTER (WHERE rated) >= 2 AND bool_or(question = 'q1' AND rated), false) AS fives,
		array_agg(body) FILTER (WHERE body <> '') AS said
	FROM (SELECT *, question IN ('q1', 'q2', 'q3', 'q4') AND choice > 0 AS rated FROM answer) x GROUP BY response) a,
	(SELECT id, count(*) OVER (PARTITION BY unit, month, respondent) AS n FROM response) o
WHERE a.response = s.id AND o.id = s.id AND (a.fives OR a.said IS NOT NULL OR n >= 5)`

// makeFigures counts the answers as the program would have.
const makeFigures = `
WITH told AS MATERIALIZED (
	SELECT s.unit, s.month, s.channel, s.point::text AS point, s.slip, a.question, a.choice, count(*) AS n,
		(ARRAY['ho-tich', 'chung-thuc', 'dat-dai', 'bao-tro-xa-hoi', 'nguoi-co-cong', 'ho-kinh-doanh', 'xay-dung', 'khac'])[f.choice] AS field
	FROM response s JOIN answer a ON a.response = s.id LEFT JOIN answer f ON a.question = 'q1' AND f.response = s.id AND f.question = 'lv'
	GROUP BY s.unit, s.month, s.channel, s.point, s.slip, a.question, a.choice, f.choice
), split AS (
	SELECT unit, month, 'c'::"char" AS by, question, channel AS key, choice, n FROM told
	UNION ALL SELECT unit, month, 'f', question, field, choice, n FROM told WHERE question = 'q1'
	UNION ALL SELECT unit, month, 'p', question, point, choice, n FROM told WHERE question = 'q1'
	UNION ALL SELECT unit, month, 's', question, slip, choice, n FROM told WHERE question = 'q1'
	UNION ALL SELECT unit, month, 'a', question, '', choice, n FROM told WHERE question = 'q1'
	UNION ALL SELECT unit, month, 'c', v.question, channel, 0, count(*) FROM response,
		LATERAL (VALUES ('_started'), ('_' || status)) v (question) GROUP BY unit, month, v.question, channel
)
INSERT INTO figure (unit, month, by, questionnaire, question, key, choice, n)
SELECT unit, month, by, 'mau-v1', question, key, choice, sum(n)::int FROM split GROUP BY unit, month, by, question, key, choice
ORDER BY month, md5(unit || question || key || choice)`

// makeFlows adds what leaves no form: invitations, refusals and look-ups. How many forms were handed out on paper is not known.
const makeFlows = `
INSERT INTO figure (unit, month, by, questionnaire, question, key, choice, n)
SELECT unit, month, 'c', questionnaire, v.question, key, v.choice, (n * v.times)::int + 1
FROM figure, (VALUES ('_opened', 0, 1.6), ('_declined', 0, 0.15), ('_lookup', 1, 2.0), ('_lookup', 2, 0.5), ('_lookup', 3, 0.07)) v (question, choice, times)
WHERE by = 'c' AND figure.question = '_started' AND key <> 'paper'`

// makeMisses: questions the look-up could not answer. Arguments: units, first month, months, questions of each.
const makeMisses = `
INSERT INTO lookup_miss (unit, month, body, fold, at)
SELECT x.u, to_char(month, 'YYYYMM')::int, q.body, q.fold, month
FROM generate_series(1, %d) u, generate_series(to_date('%d', 'YYYYMM'), to_date('%[2]d', 'YYYYMM') + interval '%d months' - interval '1 day', interval '1 month') month,
	generate_series(1, %d) i, LATERAL (SELECT u, i, floor(random() * 12)::int + 1 AS k) x,
	(VALUES (1, 'mở quán karaoke cần giấy gì', 'mo quan karaoke can giay gi'), (2, 'xin số nhà', 'xin so nha'), (3, 'lịch cắt điện tuần này', 'lich cat dien tuan nay'),
		(4, 'đăng ký học hè cho cháu', 'dang ky hoc he cho chau'), (5, 'nuôi yến trong khu dân cư', 'nuoi yen trong khu dan cu'), (6, 'thủ tục ly hôn nộp ở đâu', 'thu tuc ly hon nop o dau'),
		(7, 'xin cấp lại bằng lái xe', 'xin cap lai bang lai xe'), (8, 'hộ chiếu làm ở đâu', 'ho chieu lam o dau'), (9, 'đổi tên trong sổ hộ khẩu', 'doi ten trong so ho khau'),
		(10, 'vay vốn ngân hàng chính sách', 'vay von ngan hang chinh sach'), (11, 'khám nghĩa vụ quân sự', 'kham nghia vu quan su'), (12, 'đăng ký kết hôn với người nước ngoài', 'dang ky ket hon voi nguoi nuoc ngoai')) q (k, body, fold)
WHERE q.k = x.k`
