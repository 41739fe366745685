-- Which two published numbers could be set against each other where two models were measured on one benchmark?
-- One row per benchmark, pair of models and pair of numbers. By place those that are not known to differ come first,
-- then those of one table, then independent ones, without tools, the newest, with reasoning; never the highest.
create macro pair_candidate(ones, others) as table
with chosen as (
    select *, cast(relation = 'independent' and not is_repeated as integer) as is_independent
    from measurement
    where is_latest and list_contains(ones || others, model_id)
)

select
    one.benchmark_id, one.unit, one.category,
    one.model_id as left_model_id, other.model_id as right_model_id,
    one as one, other as other,
    known_differences(one.mode, one.effort, one.conditions, other.mode, other.effort, other.conditions) as differs,
    one.source_id = other.source_id and one.reporter_id = other.reporter_id as one_table,
    not recorded_alike(one.mode, one.effort, one.conditions, other.mode, other.effort, other.conditions)
        as condition_unknown,
    one.signed_score - other.signed_score as difference,
    {
        'left_text': one.score_text, 'right_text': other.score_text, 'mode': one.mode, 'effort': one.effort,
        'left_reporter_id': one.reporter_id, 'right_reporter_id': other.reporter_id,
        'left_source_id': one.source_id, 'right_source_id': other.source_id
    } as numbers,
    {
        'differs': len(differs),
        'table': not one_table,
        'dependent': 2 - one.is_independent - other.is_independent,
        'tools': has_tools(one.conditions) or has_tools(other.conditions),
        'age': datediff('day', least(one.publication_day, other.publication_day), date '2100-01-01'),
        'plain': coalesce(one.mode, '') <> 'reasoning',
        'source_ids': [greatest(one.source_id, other.source_id), least(one.source_id, other.source_id)],
        'efforts': [coalesce(one.effort, ''), coalesce(other.effort, '')],
        'conditions': [coalesce(one.conditions, ''), coalesce(other.conditions, '')],
        'texts': [one.score_text, other.score_text]
    } as place
from chosen as one
join chosen as other on other.benchmark_id = one.benchmark_id and other.model_id <> one.model_id
where list_contains(ones, one.model_id) and list_contains(others, other.model_id);

comment on macro table pair_candidate is
    'Pairs of published numbers of each pair of models and benchmark. Columns: benchmark_id, unit, category; '
    'left_model_id, right_model_id; one, other: rows of measurement; differs: what is known to differ (mode, effort, '
    'conditions); one_table: one source and reporter; condition_unknown: not recorded as measured in the same '
    'way (mode, effort, tools, conditions); difference: one less other, positive where one is ahead; numbers: both as '
    'published, mode, effort, reporters, sources; place: sorts, the first is compared';
