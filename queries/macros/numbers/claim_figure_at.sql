-- Which figure gives a claim's quantity a certain value?
-- One number per kind, unit, base and value of the quantity: claim_quantity turned round; blank for a ratio to 0 or
-- less, and for kinds without a base.
create macro claim_figure_at(kind, unit, base, quantity) as
    case kind
        when 'difference' then cast(base + quantity as decimal(38, 6))
        when 'relative_difference' then cast(if(base > 0, base, null) * (1 + quantity / 100) as decimal(38, 6))
        when 'ratio' then cast(if(base > 0, base, null) * (quantity / if(unit = 'percent', 100, 1)) as decimal(38, 6))
    end;

comment on macro claim_figure_at is
    'The figure whose difference to the base, that difference relative to the base in percent, or ratio is a value';
