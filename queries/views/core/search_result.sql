-- Which models, teams, benchmarks and claims have a name or text that holds what somebody typed?
-- One row per record found; blanks, hyphens and case do not matter. Whole names come first.
create macro search_result(text) as table
with wanted as (
    select regexp_replace(lower(text), '[\s\-_.·]', '', 'g') as typed
),

named as (
    select 'model' as kind, model_id as key, name_ko as name from model
    union all select 'model', model_id, name_en from model
    union all select 'model', model_id, alias from model_alias
    union all select 'team', team_id, name_ko from team
    union all select 'team', team_id, name_en from team
    union all select 'team', team_id, alias from team_alias
    union all select 'benchmark', benchmark_id, name_ko from benchmark
    union all select 'benchmark', benchmark_id, name_en from benchmark
    union all select 'benchmark', benchmark_id, alias from benchmark_alias
    union all select 'claim', claim_id, text_ko from claim
    union all select 'claim', claim_id, text_en from claim
),

found as (
    select kind, key, regexp_replace(lower(name), '[\s\-_.·]', '', 'g') as called
    from named
)

select
    kind, key,
    bool_or(called = typed) as is_whole,
    max(length(typed) / length(called)) as share
from found, wanted
where typed <> '' and contains(called, typed)
group by kind, key
order by is_whole desc, share desc, kind, key;

comment on macro table search_result is
    'Records found by a name or text. Columns: kind, key, is_whole (a name is what was typed), share (of the name)';
