-- How far is a maker's own number from the one of somebody else?
-- One row per repeated measurement of which one side is the maker: its closest pair of numbers.
create view relation_gap as
with facing as (
    select
        *, left_minus_right as gap, right_relation as relation, right_reporter_id as reporter_id,
        left_text as own_text, right_text as other_text,
        left_source_id as own_source_id, right_source_id as other_source_id
    from reporter_spread
    where left_relation = 'own'
    union all
    select
        *, -left_minus_right, left_relation, left_reporter_id,
        right_text, left_text,
        right_source_id, left_source_id
    from reporter_spread
    where right_relation = 'own'
)

select
    benchmark_id, model_id, team_id, category, mode, effort, decimals, is_equal, condition_unknown,
    gap, relation, reporter_id, own_text, other_text, own_source_id, other_source_id
from facing
order by relation desc, gap desc, benchmark_id, model_id, reporter_id;

comment on view relation_gap is
    'Own numbers beside a competitors or an independent one of the same model, benchmark, mode and effort, '
    'conditions not contradicting';
comment on column relation_gap.decimals is 'decimals that the gap can carry';
comment on column relation_gap.gap is 'own less other, percentage points; positive where the own number is better';
comment on column relation_gap.relation is 'what the other is: competitor or independent';
comment on column relation_gap.reporter_id is 'who measured the other';
comment on column relation_gap.own_text is 'the own number as published';
comment on column relation_gap.other_text is 'the other as published';
comment on column relation_gap.own_source_id is 'source of the own number';
comment on column relation_gap.other_source_id is 'source of the other';
