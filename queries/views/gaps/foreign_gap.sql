-- How far is the best Korean value from that of the strongest foreign model that the same organisation measured?
-- One row per benchmark version, recorded conditions and organisation that measured both sides; shares first, the
-- widest gap first.
-- chosen_measured_by limits the Korean numbers to one relation to the maker (all: any), chosen_teams to some makers
-- (none: all).
create macro foreign_gap(chosen_measured_by, chosen_teams) as table
with counted as (
    select *
    from side_value
    where side = 'foreign'
        or ((chosen_measured_by = 'all' or relation = chosen_measured_by)
            and (len(chosen_teams) = 0 or list_contains(chosen_teams, team_id)))
),

best as (
    select *
    from counted
    qualify row_number() over (
        partition by benchmark_id, conditions, reporter_id, side
        order by signed_score desc, publication_day desc nulls last, model_id, source_id, score_text
    ) = 1
)

select
    korean.benchmark_id,
    korean.conditions,
    korean.reporter_id,
    korean.model_id as korean_model_id,
    korean.team_id as korean_team_id,
    korean.is_in as korean_is_in,
    korean.score as korean_score,
    korean.score_text as korean_score_text,
    korean.publication_day as korean_publication_day,
    korean.source_id as korean_source_id,
    strongest.model_id as foreign_model_id,
    strongest.country as foreign_country,
    strongest.score as foreign_score,
    strongest.score_text as foreign_score_text,
    strongest.publication_day as foreign_publication_day,
    strongest.source_id as foreign_source_id,
    korean.signed_score - strongest.signed_score as difference,
    greatest(korean.decimals, strongest.decimals) as decimals,
    case
        when korean.signed_score > strongest.signed_score then 'ahead'
        when korean.signed_score < strongest.signed_score then 'behind'
        else 'level'
    end as state,
    korean.unit,
    known_differences(
        korean.mode, korean.effort, korean.conditions, strongest.mode, strongest.effort, strongest.conditions
    ) as differs,
    comparison_basis(
        len(differs) > 0,
        korean.source_id = strongest.source_id,
        recorded_alike(
            korean.mode, korean.effort, korean.conditions, strongest.mode, strongest.effort, strongest.conditions
        )
    ) as basis
from best as korean
join best as strongest
    on strongest.benchmark_id = korean.benchmark_id and strongest.conditions is not distinct from korean.conditions
    and strongest.reporter_id = korean.reporter_id
where korean.side = 'korean' and strongest.side = 'foreign'
order by korean.unit <> 'percent', korean.unit, difference, korean.benchmark_id, korean.conditions, korean.reporter_id;

comment on macro table foreign_gap is
    'benchmark_id, conditions, reporter_id: what was measured, how and by whom; korean_…, foreign_…: the highest '
    'value of each side with model, maker, country, value as published, day on which that was known and source; '
    'korean_is_in: the maker is still in the programme, blank where it never was; difference: the Korean value less '
    'the foreign one in the unit, its sign turned where lower is better; decimals: those that the difference can '
    'carry; state: behind, ahead or level; unit: unit of the values; differs: what is known to differ (mode, effort); '
    'basis: one_table, recorded, not_known or differs';
