-- Which quantity does a claim of a kind assert of its figures?
-- One number per kind, figure and base; hundred is 100 where a ratio is stated in percent, else 1; blank for a ratio
-- to 0 or less.
create macro claim_quantity(kind, hundred, figure, base) as
    case kind
        when 'value' then cast(figure as decimal(38, 6))
        when 'difference' then cast(figure - base as decimal(38, 6))
        when 'relative_difference' then cast(100 * (figure / if(base > 0, base, null) - 1) as decimal(38, 6))
        when 'ratio' then cast(hundred * figure / if(base > 0, base, null) as decimal(38, 6))
    end;

comment on macro claim_quantity is
    'The figure, its difference to the base, that difference relative to the base in percent, or their ratio, which '
    'only a base above 0 has';
