-- Which published figures does each recorded claim rest on?
-- One row per claim and figure that its inputs name by key; a blank value where the records hold none.
-- Computed at build.
create view claim_record as
select
    claim_id, role, item, record, model_id, benchmark_id, field, round, criterion, team_id, factor, value_text, value,
    half_width, mode, effort, conditions, reporter_id, quoted_by, differs, source_id, publication_day
from claim_figure('claim', 'claim_input')
where moment = 'now';

comment on view claim_record is 'The records that each claim is judged on';
comment on column claim_record.claim_id is 'key of the claim';
comment on column claim_record.role is
    'figure: what the claim is about; base: what it is compared with; among: the set in which it is said to be first '
    'or only';
comment on column claim_record.item is 'figures of one item are added up; figure and base of one item are compared';
comment on column claim_record.record is 'score, mark or fact';
comment on column claim_record.model_id is 'key of the model';
comment on column claim_record.benchmark_id is 'key of the benchmark';
comment on column claim_record.field is 'field of the model';
comment on column claim_record.round is 'round of the mark';
comment on column claim_record.criterion is 'criterion of the mark';
comment on column claim_record.team_id is 'team of the mark, or maker of the model';
comment on column claim_record.factor is 'the figure counts times this';
comment on column claim_record.value_text is 'the figure as published; blank where the records hold none';
comment on column claim_record.value is 'the figure';
comment on column claim_record.half_width is
    'half a unit of the last published decimal; 0 for official marks and stated sizes';
comment on column claim_record.mode is 'reasoning mode';
comment on column claim_record.effort is 'reasoning effort';
comment on column claim_record.conditions is 'other conditions, key=value; …';
comment on column claim_record.source_id is 'key of the source';
comment on column claim_record.publication_day is
    'day on which the source was published; a month alone counts as its last day';
comment on column claim_record.reporter_id is 'organisation that measured; blank but for scores';
comment on column claim_record.quoted_by is 'organisation that printed another party''s number';
comment on column claim_record.differs is
    'what is known to differ from the first figure of the claim: mode, effort, conditions';
