-- Would another choice of parts turn the order round?
-- One row per round, variant and team: each part left out, each group of parts left out, each part doubled.
-- Computed at build.
create view scorecard_variant as
with part as (
    select distinct round, criterion, block from scorecard_part
),

block as (
    select round, block from part group by round, block having count(*) > 1
),

variant as (
    select round, 'without_part' as variant, criterion as subject from part
    union all
    select round, 'without_block', block from block
    union all
    select round, 'doubled', criterion from part
),

total as (
    select
        variant.round, variant.variant, variant.subject, scorecard_part.team_id,
        cast(sum(value * case
            when variant = 'without_part' and criterion = subject then 0
            when variant = 'without_block' and block = subject then 0
            when variant = 'doubled' and criterion = subject then 2
            else 1
        end) as decimal(38, 6)) as total
    from variant
    join scorecard_part using (round)
    group by all
),

ranked as (
    select *, rank() over (partition by round, variant, subject order by half_up(total, 0.1) desc) as place
    from total
)

select
    ranked.*,
    official.place as official_place,
    official.place - ranked.place as places_gained,
    official.is_passed as official_passed,
    ranked.place <= official.n_passed as would_pass,
    bool_or(ranked.place <> official.place) over one_variant as order_changes,
    bool_or((ranked.place <= official.n_passed) <> official.is_passed) over one_variant as passing_changes
from ranked
join scorecard_official as official using (round, team_id)
window one_variant as (partition by ranked.round, ranked.variant, ranked.subject)
order by ranked.round, variant, subject, place, team_id;

comment on view scorecard_variant is
    'Totals and places of a round with a part or a group of parts left out, or a part doubled';
comment on column scorecard_variant.variant is 'without_part, without_block or doubled';
comment on column scorecard_variant.subject is 'the part or group';
comment on column scorecard_variant.total is 'points';
comment on column scorecard_variant.place is 'place; totals equal at one decimal share it';
comment on column scorecard_variant.official_place is 'place as published';
comment on column scorecard_variant.places_gained is 'places gained, negative where lost';
comment on column scorecard_variant.official_passed is 'the team went on';
comment on column scorecard_variant.would_pass is 'the team would be among as many as went on';
comment on column scorecard_variant.order_changes is 'any team changes its place';
comment on column scorecard_variant.passing_changes is 'another team would pass';
