/**
 * The catalog of queries in Korean: what it says in English of its questions and their parameters, sentence by sentence, so
 * that a sentence that is changed there is shown as it is rather than translated wrongly.
 */
export const queriesKo: Readonly<Partial<Record<string, string>>> = {
  // Recorded bases.
  'What a notice or contract carries': '고지나 계약이 뒷받침하는 것',
  'The flows that rely on a notice or contract, by gate and field.':
    '고지나 계약에 근거한 흐름을 관문과 항목별로 봅니다.',
  'Contracts that carry nothing': '아무것도 뒷받침하지 않는 계약',
  'Contracts of the register that no flow relies on.':
    '등록부의 계약 중 어떤 흐름도 근거로 삼지 않는 것입니다.',
  'Notices that carry nothing': '아무것도 뒷받침하지 않는 고지',
  'Notices of the register that no flow relies on.':
    '등록부의 고지 중 어떤 흐름도 근거로 삼지 않는 것입니다.',
  'People by notice and contract': '고지와 계약별 인원',
  'Each notice and contract that carries something, with the flows that rely on it and how many people they concern: what falls if it falls.':
    '무언가를 뒷받침하는 고지와 계약마다, 이에 근거한 흐름과 해당 인원입니다. 그 근거가 무너지면 함께 무너지는 것입니다.',
  // The case.
  'The case': '사건',
  'What the graph holds: the case, whether its trails are complete, and how much there is of everything.':
    '그래프에 담긴 것: 사건, 경로가 전부인지, 각각 몇 개인지입니다.',
  'Flows and people by verdict': '판단별 흐름과 인원',
  'How many flows and records have each verdict, and how many people had at least one such flow.':
    '판단마다 흐름과 기록이 몇 개인지, 그런 흐름이 하나라도 있는 사람이 몇 명인지입니다.',
  // Evidence.
  'Evidence of a finding': '지적 사항의 증거',
  'Everything that a finding rests on: log rows that prove it, the flows or trails concerned, the provisions cited.':
    '지적 사항이 근거로 삼는 모든 것: 이를 증명하는 로그 행, 해당 흐름이나 경로, 인용한 조항입니다.',
  'What a flow rests on': '흐름의 근거',
  'Each gate of a flow by field: what carries it, what it hangs on, or the finding that it has no recorded basis. Of adequacy, exemptions and facts of purposes the flow only knows that they have a part.':
    '흐름의 관문을 항목별로 봅니다. 무엇이 뒷받침하는지, 무엇에 달려 있는지, 또는 기록된 근거가 없다는 지적 사항입니다. 적정성, 예외, 목적에 관한 사실은 관여한다는 것만 알 수 있습니다.',
  'A trail, hop by hop': '경로를 단계별로',
  'Each hop of a trail: the flow, whether it counts as unsupported here, what it relies on, and the log row that proves it.':
    '경로의 단계마다 흐름, 여기서 근거가 없는 것으로 세는지, 무엇에 근거하는지, 이를 증명하는 로그 행입니다.',
  // Findings.
  'Choke points: flows': '길목: 흐름',
  'For each flow, how many people would have no unsupported trail to a foreign entity any more if it ended: all of their unsupported foreign trails take it. What counts of each trail that somebody followed is its beginning up to the first processor abroad at or after its first unsupported hop: whatever leads further takes it too.':
    '흐름마다, 그것이 끝나면 근거 없는 국외 경로가 더는 없게 되는 인원입니다. 그 사람들의 근거 없는 국외 경로가 모두 그 흐름을 지납니다. 경로는 근거 없는 첫 단계에서 또는 그 뒤에 처음 이르는 국외 처리자까지만 셉니다. 더 나아가는 것도 그곳을 지나기 때문입니다.',
  'Choke points: processors': '길목: 처리자',
  'For each processor, how many people would have no unsupported trail to a foreign entity any more if it took part in no transfers: all of their unsupported foreign trails pass it. What counts of each trail that somebody followed is its beginning up to the first processor abroad at or after its first unsupported hop: whatever leads further passes it too.':
    '처리자마다, 그곳이 이전에 참여하지 않으면 근거 없는 국외 경로가 더는 없게 되는 인원입니다. 그 사람들의 근거 없는 국외 경로가 모두 그곳을 지납니다. 경로는 근거 없는 첫 단계에서 또는 그 뒤에 처음 이르는 국외 처리자까지만 셉니다. 더 나아가는 것도 그곳을 지나기 때문입니다.',
  'Contested edges and their open questions': '다툼이 있는 흐름과 미해결 질문',
  'Flows that no gate breaks, but that hang on facts which nobody recorded: each fact is one row.':
    '어긴 관문은 없으나 아무도 기록하지 않은 사실에 달려 있는 흐름입니다. 사실 하나가 한 행입니다.',
  'The first unsupported edge of each trail': '경로마다 근거 없는 첫 흐름',
  'Where data left what is permitted: for each trail with a hop that counts as unsupported, the first such hop.':
    '데이터가 허용 범위를 벗어난 곳: 근거 없는 단계가 있는 경로마다 그 첫 단계입니다.',
  Findings: '지적 사항',
  'What has no recorded basis, or is advised against, by code, sender, recipient, field and purpose.':
    '기록된 근거가 없거나 권고에 어긋나는 것을 코드, 보낸 곳, 받은 곳, 항목, 목적별로 봅니다.',
  'Facts that nobody recorded': '아무도 기록하지 않은 사실',
  'Each empty fact that a gate hangs on, with how many flows and people an answer would concern: what to ask for first.':
    '관문이 달려 있는 빈 사실마다, 답이 영향을 줄 흐름과 인원입니다. 무엇부터 물어야 하는지 알려 줍니다.',
  'Edges that no consent or contract carries': '동의나 계약이 뒷받침하지 않는 흐름',
  'Flows and fields for which no gate is carried by a notice or a contract. Adequacy, an exemption, or that no pack applies may still make them supported or out of scope.':
    '어떤 관문도 고지나 계약으로 뒷받침되지 않는 흐름과 항목입니다. 적정성이나 예외가 있거나 적용되는 규칙이 없으면 근거가 있거나 대상이 아닐 수 있습니다.',
  'Edges without recorded basis': '기록된 근거가 없는 흐름',
  'Flows and fields with a gate that nothing recorded carries, and the codes that say why.':
    '기록된 어떤 것도 뒷받침하지 않는 관문이 있는 흐름과 항목, 그리고 이유를 알려 주는 코드입니다.',
  'Provisions, their findings and people': '조항별 지적 사항과 인원',
  'Each provision that some finding cites, with how many findings cite it and how many people they concern.':
    '지적 사항이 인용한 조항마다, 인용한 지적 사항의 수와 해당 인원입니다.',
  // Lineage.
  'Trails between two processors': '두 처리자 사이의 경로',
  'Every reported trail that passes one processor and ends at another. What goes further is a longer trail, and passes through the same way.':
    '한 처리자를 지나 다른 처리자에서 끝나는 모든 경로입니다. 더 나아간 것은 더 긴 경로로, 같은 길을 지납니다.',
  'Fields derived from a field, and where they went': '항목에서 파생된 항목과 그 도착지',
  'A field, everything derived from it in any number of steps, and who sent each to whom, of how many people.':
    '항목과 거기서 몇 단계로든 파생된 모든 것, 그리고 누가 누구에게 몇 명분을 보냈는지입니다.',
  Flows: '흐름',
  'Every edge between processors: who sends what to whom, for what, claiming which basis.':
    '처리자 사이의 모든 흐름: 누가 누구에게 무엇을, 무슨 목적으로, 어떤 근거를 들어 보내는지입니다.',
  'Trails to foreign entities': '국외로 가는 경로',
  "Every way that data takes to a foreign entity, and how many people's data took it.":
    '데이터가 국외로 가는 모든 길과, 그 길로 간 데이터의 인원입니다.',
  'What a processor holds, and from whom': '처리자가 가진 것과 보낸 곳',
  'Each field that a processor received, from each sender, and of how many people.':
    '처리자가 받은 항목을 보낸 곳별로, 몇 명분인지와 함께 봅니다.',
  'Onward transfers': '재이전',
  'Data that went on beyond its first recipient: each trail of two flows or more, with who passed it on last, and whether that was found to be without permission.':
    '첫 수령자를 넘어 나아간 데이터: 흐름이 둘 이상인 경로마다, 마지막으로 넘긴 곳과 허용 없이 넘긴 것으로 지적되었는지입니다.',
  Reach: '도달',
  "How many people's data, sent by a source as a field, arrived at a foreign processor by any way of any length. Complete also where trails were cut.":
    '출발지가 어떤 항목으로 보낸 데이터가 길이에 상관없이 어떤 길로든 국외 처리자에 이른 인원입니다. 경로가 잘린 곳에서도 전부입니다.',
  'Trails through a processor': '처리자를 지나는 경로',
  'Every reported trail that passes a processor, wherever it stands on it.':
    '처리자를 지나는 모든 경로이며, 몇 번째에 있든 포함합니다.',
  // Ownership.
  'Recipients at home that are controlled from abroad': '국외에서 지배하는 국내 수령자',
  'Processors at home whose ultimate parent is foreign, and of how many people they received data: no trail counts as foreign for them.':
    '최상위 지배회사가 국외에 있는 국내 처리자와, 몇 명의 데이터를 받았는지입니다. 이들로 가는 경로는 국외로 세지 않습니다.',
  'Data within groups of companies': '기업집단 안의 데이터',
  'Flows whose recipient is tied to the sender: both have the same ultimate parent, or, at some time between the first and the last record, a company of one group held shares (directly or over several holdings) of the other or of a company that controls it.':
    '받은 곳이 보낸 곳과 관계있는 흐름: 최상위 지배회사가 같거나, 첫 기록과 마지막 기록 사이의 어느 때에 한쪽 집단의 회사가 다른 쪽 또는 그 지배회사의 지분을 직접 또는 여러 단계로 보유한 경우입니다.',
  'Data that reached a group of companies': '기업집단에 도달한 데이터',
  'Reach (data that arrived by any way of any length) whose foreign recipient is tied to the source: both have the same ultimate parent, or, at some time between the first and the last arrival, a company of one group held shares (directly or over several holdings) of the other or of a company that controls it.':
    '국외 수령자가 출발지와 관계있는 도달(길이에 상관없이 어떤 길로든 이른 데이터): 최상위 지배회사가 같거나, 첫 도착과 마지막 도착 사이의 어느 때에 한쪽 집단의 회사가 다른 쪽 또는 그 지배회사의 지분을 직접 또는 여러 단계로 보유한 경우입니다.',
  'Who controls a processor in the end': '처리자의 최상위 지배회사',
  'Each processor, the chain of companies that control it, and where the last of them is established.':
    '처리자마다 이를 지배하는 회사들의 사슬과, 그 마지막 회사가 있는 곳입니다.',
  // People.
  'Who took a trail': '경로를 지난 사람',
  "The cohorts whose data took a trail; their people add up to the trail's.":
    '데이터가 경로를 지난 집단입니다. 인원을 더하면 경로의 인원이 됩니다.',
  'People exposed abroad, by jurisdiction': '국외에 노출된 인원, 국가별',
  'Of how many people anybody in each foreign jurisdiction received anything.':
    '국외 국가마다 누군가가 무엇이든 받은 데이터의 인원입니다.',
  'People exposed abroad, by recipient': '국외에 노출된 인원, 수령자별',
  'Of how many people each foreign recipient received anything, from anybody.':
    '국외 수령자마다 누구로부터든 무엇이든 받은 데이터의 인원입니다.',
  'People exposed abroad, by jurisdiction, recipient and field': '국외에 노출된 인원, 국가·수령자·항목별',
  'Of how many people each foreign recipient received each field, from anybody. Exact: cohorts are counted once, however many flows they had.':
    '국외 수령자가 누구로부터든 받은 항목마다의 인원입니다. 흐름이 몇 개든 집단을 한 번만 세므로 정확합니다.',
  'All flows of a person': '한 사람의 모든 흐름',
  'Every flow that one person had, and what it relies on. Times and counts of a flow are those of all its people.':
    '한 사람에게 있었던 모든 흐름과 그 근거입니다. 흐름의 시각과 수는 그 흐름의 모든 사람에 대한 것입니다.',
  'People by the verdicts of their foreign trails': '국외 경로의 판단별 인원',
  'How many people have at least one foreign trail of each verdict.':
    '판단마다 그런 국외 경로가 하나라도 있는 인원입니다.',
  'All trails of a person': '한 사람의 모든 경로',
  "Every reported trail that one person's data took.": '한 사람의 데이터가 지난 모든 경로입니다.',
  // Over time.
  'First arrivals abroad by month': '월별 국외 첫 도착',
  'In which calendar month (UTC) data first arrived by each foreign trail: when new ways opened.':
    '국외 경로마다 데이터가 처음 도착한 달(UTC)입니다. 새로운 길이 언제 열렸는지 보여 줍니다.',
  'Records by month': '월별 기록',
  'Transfers by calendar month (UTC), and what the verdicts of their flows are.':
    '달(UTC)마다의 이전과 그 흐름의 판단입니다.',
  // Parameters.
  'The notice or contract.': '고지 또는 계약입니다.',
  'Only flows that cross a border, or only those that do not.': '국경을 넘는 흐름만, 또는 넘지 않는 흐름만.',
  'The finding.': '지적 사항입니다.',
  'The flow.': '흐름입니다.',
  'The trail.': '경로입니다.',
  'Id of the sending processor, or `@user`.': '보낸 처리자의 id 또는 `@user`.',
  'Who receives.': '받는 곳.',
  'Only trails that end abroad, or only those that do not.':
    '국외에서 끝나는 경로만, 또는 그렇지 않은 경로만.',
  'Where the trail starts.': '경로가 시작하는 곳.',
  'Where it ends.': '끝나는 곳.',
  'Code, such as NO_BASIS.': 'NO_BASIS와 같은 코드.',
  'Severity.': '심각도.',
  'Rule pack.': '규칙 모음.',
  'The field.': '항목입니다.',
  'Verdict on the field.': '항목에 대한 판단.',
  'Only findings of this severity.': '이 심각도의 지적 사항만.',
  'The processor that is passed, or at which the trail starts.': '지나거나 경로가 시작하는 처리자.',
  'The processor at which it ends.': '경로가 끝나는 처리자.',
  'A field that occurs on the trail.': '경로에 나오는 항목.',
  'The field to start from.': '시작할 항목.',
  'Only recipients abroad, or only those at home.': '국외 수령자만, 또는 국내 수령자만.',
  'A field that the flow carries.': '흐름이 나르는 항목.',
  'Verdict of the flow.': '흐름의 판단.',
  'Where the last recipient is established.': '마지막 수령자가 있는 곳.',
  'Verdict of the trail.': '경로의 판단.',
  'At least so many people.': '최소 인원.',
  'The processor.': '처리자입니다.',
  'Who received it in the end.': '마지막으로 받은 곳.',
  'Where that recipient is established.': '그 수령자가 있는 곳.',
  'Who sent it first.': '처음 보낸 곳.',
  'At whom it arrived.': '도착한 곳.',
  'Where the recipient is established.': '수령자가 있는 곳.',
  'As which field it was sent.': '어떤 항목으로 보냈는지.',
  'Who sends.': '보내는 곳.',
  'Who sent the data first.': '데이터를 처음 보낸 곳.',
  'The processor; all when absent.': '처리자. 비우면 전부.',
  'Only flows that carry this field.': '이 항목을 나르는 흐름만.',
  'Only flows with this verdict.': '이 판단의 흐름만.',
  'Who received it.': '받은 곳.',
  'Only flows with this verdict on the field.': '항목에 대해 이 판단인 흐름만.',
  "The person's pseudonym.": '사람의 가명.',
  'Where the trail ends.': '경로가 끝나는 곳.',
  'First month, such as `2024-05`.': '첫 달, 예: `2024-05`.',
  'Last month, such as `2024-05`.': '마지막 달, 예: `2024-05`.',
};
